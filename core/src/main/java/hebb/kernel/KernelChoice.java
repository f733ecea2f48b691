package hebb.kernel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Which kernels were chosen, and why.
///
/// The system property `hebb.kernels` forces a choice: `auto`, `scalar`, `simd`, `simd128`,
/// `simd256` or `simd512`.
///
/// @param kernels the loops that do the arithmetic
/// @param reason one sentence that a user can read
public record KernelChoice(Kernels kernels, String reason) {
  /// The system property that forces a choice.
  public static final String PROPERTY = "hebb.kernels";

  private static final List<String> KNOWN =
      List.of("auto", "scalar", "simd", "simd128", "simd256", "simd512");

  private static @Nullable KernelChoice current;

  /// The choice of this JVM, made once, when it is first asked for.
  ///
  /// @throws IllegalArgumentException if the system property names kernels that do not run here
  public static synchronized KernelChoice current() {
    KernelChoice choice = current;
    if (choice == null) {
      choice = of(System.getProperty(PROPERTY, "auto"));
      current = choice;
    }
    return choice;
  }

  /// The kernels of a name, or the fastest that run here for `auto`.
  ///
  /// @throws IllegalArgumentException if the name is unknown or its kernels do not run here
  public static KernelChoice of(String name) {
    return switch (name) {
      case "auto" -> fastest();
      case "scalar" -> new KernelChoice(new ScalarKernels(), "Forced by " + PROPERTY + ".");
      default -> forced(name);
    };
  }

  private static KernelChoice fastest() {
    List<String> problems = new ArrayList<>();
    List<KernelProvider> providers = providers(problems);
    providers.sort((a, b) -> Integer.compare(b.priority(), a.priority()));
    for (KernelProvider provider : providers) {
      Kernels kernels = create(provider, provider.name(), problems);
      if (kernels != null) {
        Kernels warm = new WarmKernels(new ScalarKernels(), kernels, () -> copy(provider, kernels));
        return new KernelChoice(warm, "The fastest that run here.");
      }
    }
    return new KernelChoice(new ScalarKernels(), because(problems));
  }

  private static KernelChoice forced(String name) {
    List<String> problems = new ArrayList<>();
    for (KernelProvider provider : providers(problems)) {
      if (name.startsWith(provider.name())) {
        Kernels kernels = create(provider, name, problems);
        if (kernels != null) {
          return new KernelChoice(kernels, "Forced by " + PROPERTY + ".");
        }
      }
    }
    String known =
        KNOWN.contains(name) ? because(problems) : "Known are " + String.join(", ", KNOWN) + ".";
    throw new IllegalArgumentException(
        PROPERTY + ": expected kernels that run here, got " + name + ". " + known);
  }

  private static List<KernelProvider> providers(List<String> problems) {
    List<KernelProvider> found = new ArrayList<>();
    try {
      Iterator<KernelProvider> services =
          ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader())
              .iterator();
      while (services.hasNext()) {
        found.add(services.next());
      }
    } catch (ServiceConfigurationError | LinkageError error) {
      problems.add("a provider of kernels does not load (" + error.getMessage() + ")");
    }
    return found;
  }

  private static @Nullable Kernels create(
      KernelProvider provider, String name, List<String> problems) {
    String unavailable = provider.unavailable();
    if (unavailable != null) {
      problems.add(provider.name() + " kernels: " + unavailable);
      return null;
    }
    try {
      return provider.create(name);
    } catch (LinkageError error) {
      problems.add(provider.name() + " kernels do not load (" + error.getMessage() + ")");
      return null;
    }
  }

  private static Kernels copy(KernelProvider provider, Kernels kernels) {
    try {
      return provider.copy(kernels.name());
    } catch (LinkageError error) {
      return kernels;
    }
  }

  private static String because(List<String> problems) {
    return problems.isEmpty()
        ? "There are no others on the module path or class path."
        : "Others do not run here: " + String.join("; ", problems) + ".";
  }
}
