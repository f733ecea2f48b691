package hebb.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Error Prone and NullAway, as the build runs them on this JDK, find planted defects. So their
/// silence means something.
class StaticChecksTest {
  @TempDir Path folder;

  @Test
  void soundCodePasses() throws Exception {
    Outcome outcome =
        compile("static int length(@Nullable String s) { return s == null ? 0 : s.length(); }");
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void plantedDefectsFailTheBuild() throws Exception {
    Outcome outcome =
        compile(
            """
            static int length(@Nullable String s) { return s.length(); }
            static void check() { new IllegalStateException("lost"); }
            """);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("[NullAway] dereferenced expression 's' is @Nullable")
        .contains("[DeadException]");
  }

  record Outcome(int exitCode, String output) {}

  private Outcome compile(String methods) throws IOException, InterruptedException {
    Path source =
        Files.writeString(
            folder.resolve("Planted.java"),
            "import org.jspecify.annotations.*; @NullMarked final class Planted { private Planted() {} %s }"
                .formatted(methods));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    Stream.of("api", "file", "main", "model", "parser", "processing", "tree", "util")
        .forEach(
            name ->
                command.add(
                    "-J--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
    Stream.of("code", "comp")
        .forEach(
            name ->
                command.add(
                    "-J--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
    String classPath = System.getProperty("java.class.path");
    command.addAll(
        List.of(
            "-proc:none",
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "-XDaddTypeAnnotationsToSymbol=true",
            "-Xplugin:ErrorProne " + System.getProperty("errorprone.options"),
            "-processorpath",
            classPath,
            "-classpath",
            classPath,
            "-d",
            folder.toString(),
            source.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
