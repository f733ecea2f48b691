package hebb.backend;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which back end was chosen, and why: the processor, unless the system property `hebb.backend`
/// names another one.
///
/// @param backend what compiles and runs graphs
/// @param reason one sentence that a user can read
public record BackendChoice(Backend backend, String reason) {
  /// The system property that names a back end.
  public static final String PROPERTY = "hebb.backend";

  private static final String DEFAULT = "cpu";
  private static final int MOST_PROBLEMS = 20;

  private static @Nullable BackendChoice current;

  /// The choice of this JVM, made once, when it is first asked for.
  ///
  /// @throws IllegalArgumentException if the system property names a back end that does not run
  ///   here
  public static synchronized BackendChoice current() {
    BackendChoice choice = current;
    if (choice == null) {
      String name = System.getProperty(PROPERTY);
      choice = name == null ? new BackendChoice(of(DEFAULT).backend, "The default.") : of(name);
      current = choice;
    }
    return choice;
  }

  /// The back end of a name.
  ///
  /// @throws IllegalArgumentException if there is none that runs here; the message says which do
  public static BackendChoice of(String name) {
    List<String> problems = new ArrayList<>();
    TreeSet<String> known = new TreeSet<>();
    for (Backend backend : all(problems)) {
      String unavailable = backend.unavailable();
      if (unavailable != null) {
        problems.add(backend.name() + ": " + unavailable);
      } else if (backend.name().equals(name)) {
        return new BackendChoice(backend, "Chosen by " + PROPERTY + ".");
      } else {
        known.add(backend.name());
      }
    }
    throw new IllegalArgumentException(
        PROPERTY
            + ": expected a back end that runs here, got "
            + name
            + ". Use "
            + String.join(" or ", known)
            + "."
            + (problems.isEmpty()
                ? ""
                : " Others do not run here: " + String.join("; ", problems) + "."));
  }

  /// All that load; one that does not is no reason to do without the others.
  private static List<Backend> all(List<String> problems) {
    List<Backend> found = new ArrayList<>();
    Iterator<Backend> services =
        ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).iterator();
    boolean more = true;
    while (more && problems.size() < MOST_PROBLEMS) {
      try {
        more = services.hasNext();
        if (more) {
          found.add(services.next());
        }
      } catch (ServiceConfigurationError | LinkageError error) {
        problems.add("a back end does not load (" + error.getMessage() + ")");
      }
    }
    return found;
  }
}
