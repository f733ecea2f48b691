package hebb.cli.course;

import hebb.cli.option.UsageException;
import hebb.nn.spec.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lessons by name, in the order of the course.
public final class Lessons {
  /// Those whose costs are published for a start and data that may be given.
  private static final List<String> PUBLISHED = List.of("logistic", "planar", "deep");

  private Lessons() {}

  private static Map<String, Lesson> all() {
    Map<String, Lesson> all = new LinkedHashMap<>();
    all.put("logistic", new LogisticLesson());
    all.put("planar", new PlanarLesson());
    all.put("deep", new DeepLesson());
    all.put("initialisation", new InitialisationLesson());
    all.put("gradient-check", new GradientCheckLesson());
    all.put("optimisers", new OptimisersLesson());
    all.put("regularisation", new RegularisationLesson());
    all.put("sparse-autoencoder", new SparseAutoencoderLesson());
    all.put("ema", new EmaLesson());
    return all;
  }

  /// Their names.
  public static List<String> names() {
    return List.copyOf(all().keySet());
  }

  /// Runs a lesson.
  ///
  /// @throws IllegalArgumentException if there is none of that name, with the nearest
  /// @throws UsageException if data is given to a lesson without published costs
  /// @throws hebb.data.DataException if the data is not what the lesson needs
  public static Findings run(String name, Course course) {
    Lesson lesson = all().get(name);
    if (lesson == null) {
      throw Names.unknown("course", name, names());
    }
    if (course.data().isPresent() && !PUBLISHED.contains(name)) {
      throw new UsageException(
          "--data: expected a lesson with published costs ("
              + String.join(", ", PUBLISHED)
              + "), got "
              + name
              + ". Leave it out.");
    }
    return lesson.run(course);
  }
}
