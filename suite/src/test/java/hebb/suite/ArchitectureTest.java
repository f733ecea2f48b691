package hebb.suite;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hebb.run.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows of the house: what each package may know, and where each library may be named.
class ArchitectureTest {
  private static final JavaClasses HEBB =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("hebb");

  private static final String[] CORE = {
    "hebb.tensor..",
    "hebb.dataset..",
    "hebb.graph..",
    "hebb.autodiff..",
    "hebb.compile..",
    "hebb.kernel..",
    "hebb.backend..",
    "hebb.run..",
    "hebb.cpu.."
  };

  /// A package and the other packages of Hebb that it may depend on.
  record Arrow(String from, List<String> to) {
    static Arrow of(String from, String... to) {
      return new Arrow(from, List.of(to));
    }

    @Override
    public String toString() {
      return from + " -> " + String.join(" ", to);
    }
  }

  static Stream<Arrow> arrows() {
    return Stream.of(
        Arrow.of("hebb.tensor"),
        Arrow.of("hebb.dataset", "hebb.tensor", "hebb.graph"),
        Arrow.of("hebb.graph", "hebb.tensor"),
        Arrow.of("hebb.autodiff", "hebb.tensor", "hebb.graph"),
        Arrow.of("hebb.kernel", "hebb.graph"),
        Arrow.of("hebb.backend", "hebb.graph"),
        Arrow.of("hebb.run", "hebb.tensor", "hebb.graph", "hebb.kernel", "hebb.backend"),
        Arrow.of("hebb.compile", "hebb.tensor", "hebb.graph", "hebb.kernel", "hebb.run"),
        Arrow.of(
            "hebb.cpu", "hebb.graph", "hebb.kernel", "hebb.backend", "hebb.compile", "hebb.run"),
        Arrow.of("hebb.simd", "hebb.graph", "hebb.kernel"),
        Arrow.of("hebb.nn", core()),
        Arrow.of("hebb.metric", core("hebb.nn.spec")),
        Arrow.of("hebb.train", core("hebb.nn", "hebb.metric")),
        Arrow.of("hebb.check", core("hebb.nn", "hebb.train")),
        Arrow.of("hebb.diagnose", core("hebb.nn", "hebb.train")),
        Arrow.of("hebb.data", "hebb.tensor", "hebb.graph", "hebb.dataset"),
        Arrow.of("hebb.media", "hebb.data"),
        Arrow.of("hebb.trace", core("hebb.nn", "hebb.train", "hebb.data")),
        Arrow.of("hebb.describe", core("hebb.nn", "hebb.train", "hebb.diagnose", "hebb.data")),
        Arrow.of(
            "hebb.model",
            core(
                "hebb.nn",
                "hebb.metric",
                "hebb.train",
                "hebb.check",
                "hebb.diagnose",
                "hebb.data",
                "hebb.trace",
                "hebb.describe")),
        Arrow.of(
            "hebb.cli",
            core(
                "hebb.nn",
                "hebb.metric",
                "hebb.train",
                "hebb.check",
                "hebb.diagnose",
                "hebb.data",
                "hebb.trace",
                "hebb.describe",
                "hebb.model")));
  }

  private static String[] core(String... more) {
    return Stream.concat(
            Stream.of(CORE).map(name -> name.substring(0, name.length() - 2)), Stream.of(more))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void packagesKnowOnlyWhatLiesBeforeThem(Arrow arrow) {
    String[] known =
        Stream.concat(Stream.of(arrow.from()), arrow.to().stream())
            .map(name -> name + "..")
            .toArray(String[]::new);
    noClasses()
        .that(resideInAPackage(arrow.from() + ".."))
        .should()
        .dependOnClassesThat(resideInAPackage("hebb..").and(not(resideInAnyPackage(known))))
        .allowEmptyShould(true)
        .check(HEBB);
  }

  @Test
  void everyPackageHasAnArrow() {
    List<String> packages = arrows().map(Arrow::from).toList();
    assertThat(HEBB.stream().map(JavaClass::getPackageName).distinct())
        .allMatch(inner -> packages.stream().anyMatch(outer -> isIn(inner, outer)));
  }

  private static boolean isIn(String name, String outer) {
    return name.equals(outer) || name.startsWith(outer + ".");
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("hebb.(*)..").should().beFreeOfCycles().check(HEBB);
    slices().matching("hebb.data.(*)..").should().beFreeOfCycles().check(HEBB);
    slices().matching("hebb.cli.(*)..").should().beFreeOfCycles().check(HEBB);
    slices().matching("hebb.nn.(*)..").should().beFreeOfCycles().check(HEBB);
  }

  /// Whoever wants a graph run goes by a back end, so that it may be another one than the
  /// processor.
  @Test
  void programsAreKnownToTheProcessorAlone() {
    noClasses()
        .that(not(resideInAnyPackage("hebb.compile..", "hebb.run..", "hebb.cpu..")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("hebb.compile..", "hebb.run..", "hebb.cpu..")
                .and(not(type(Reference.class))))
        .check(HEBB);
  }

  /// But the language that names them all.
  @Test
  void networksKnowNoLayer() {
    noClasses()
        .that(resideInAPackage("hebb.nn"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("hebb.nn.layer").and(not(name("hebb.nn.layer.NetworkText"))))
        .check(HEBB);
  }

  @Test
  void whatAllOfDataSharesKnowsNoneOfItsRooms() {
    noClasses()
        .that(resideInAPackage("hebb.data"))
        .should()
        .dependOnClassesThat(resideInAPackage("hebb.data.*.."))
        .check(HEBB);
  }

  @Test
  void coreDependsOnTheJdkOnly() {
    classes()
        .that(resideInAnyPackage(CORE))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(CORE)
                .or(
                    resideInAnyPackage(
                        "java..",
                        "jdk.jfr..",
                        "com.sun.management..",
                        "org.jspecify.annotations..")))
        .check(HEBB);
  }

  /// Packages of a library, and the packages that may name them.
  record Library(String packages, List<String> users) {
    static Library of(String packages, String... users) {
      return new Library(packages, List.of(users));
    }
  }

  static Stream<Library> libraries() {
    return Stream.of(
        Library.of("jdk.incubator.vector..", "hebb.simd.."),
        Library.of("de.siegmar.fastcsv..", "hebb.data.."),
        Library.of("tools.jackson..", "hebb.model..", "hebb.cli.."),
        Library.of("com.fasterxml.jackson..", "hebb.model..", "hebb.cli.."),
        Library.of("picocli..", "hebb.cli.."),
        Library.of(
            "java.lang.reflect..", "hebb.nn.layer..", "hebb.simd..", "hebb.model..", "hebb.cli.."),
        Library.of("java.util.logging.."),
        Library.of("sun.."));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void librariesAreNamedInOnePlace(Library library) {
    noClasses()
        .that(not(resideInAnyPackage(library.users().toArray(String[]::new))))
        .should()
        .dependOnClassesThat(resideInAPackage(library.packages()))
        .check(HEBB);
  }

  @Test
  void nothingUsesJavaSerialisation() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.Object(In|Out)putStream")
        .check(HEBB);
  }

  @Test
  void recordsHoldNoArrays() {
    fields()
        .that()
        .areDeclaredInClassesThat(DescribedPredicate.describe("are records", JavaClass::isRecord))
        .and()
        .areNotStatic()
        .should()
        .notHaveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
        .check(HEBB);
  }

  @Test
  void packagesAreNullMarked() {
    assertThat(HEBB.stream().map(JavaClass::getPackage).distinct())
        .filteredOn(here -> !here.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  /// A switch over ops, by its first label, with all that stands in its braces.
  private static final Pattern SWITCH_OVER_OPS =
      Pattern.compile("switch \\([^{]*\\{\\s*case Op\\b");

  /// With a `default`, or a label for all ops, javac would not name the place that a new op is
  /// missing from.
  @Test
  void noSwitchOverOpsHasADefault() throws IOException {
    List<String> found = new ArrayList<>();
    int switches = 0;
    try (Stream<Path> files = Files.walk(Path.of("..").toRealPath())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        Matcher matcher = SWITCH_OVER_OPS.matcher(text);
        while (matcher.find()) {
          switches++;
          String labels = labels(text, text.indexOf('{', matcher.start()));
          if (labels.contains("default ->") || labels.matches("(?s).*case Op \\w+ ->.*")) {
            found.add(file.getFileName() + ": " + matcher.group().replaceAll("\\s+", " "));
          }
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(switches).isGreaterThan(7);
  }

  /// What stands between a brace and the one that closes it, inner blocks left out.
  private static String labels(String text, int open) {
    StringBuilder own = new StringBuilder();
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        break;
      }
      if (depth == 1) {
        own.append(c);
      }
    }
    return own.toString();
  }
}
