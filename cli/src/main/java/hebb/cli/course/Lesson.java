package hebb.cli.course;

/// A piece of the course, trained in seconds. What it says stands in a text of its own, see
/// [LessonText].
@FunctionalInterface
interface Lesson {
  /// Trains, and returns what was found.
  Findings run(Course course);
}
