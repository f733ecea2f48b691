package hebb.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.tools.ToolProvider;

/// Compiles and runs each Java file that is named on standard input, in the order of the lines, and
/// prints [#END] behind what it printed. Ends at the first that fails.
final class ExampleRunner {
  static final String END = "----";

  private ExampleRunner() {}

  static void main() throws IOException, ReflectiveOperationException {
    var names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = names.readLine(); name != null; name = names.readLine()) {
      run(Path.of(name));
      System.out.println(END);
    }
  }

  private static void run(Path file) throws IOException, ReflectiveOperationException {
    Path classes = Files.createTempDirectory(Path.of(""), "classes");
    int code =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(null, System.err, System.err, "-d", classes.toString(), file.toString());
    if (code != 0) {
      throw new IllegalStateException(file + " does not compile.");
    }
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      String type = file.getFileName().toString().replace(".java", "");
      var constructor = loader.loadClass(type).getDeclaredConstructor();
      constructor.setAccessible(true);
      Method main = constructor.getDeclaringClass().getDeclaredMethod("main");
      main.setAccessible(true);
      main.invoke(constructor.newInstance());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(file + " failed.", e.getCause());
    }
  }
}
