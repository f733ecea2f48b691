package hebb.model;

import hebb.nn.optim.AdamW;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Schedule;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How long and at which rates is trained where nothing else is said: `one_cycle` up to a rate,
/// over as many epochs as make so many steps, without early stopping. What is said replaces its own
/// part of that alone.
///
/// @param rate the highest learning rate
/// @param steps how many
/// @param fewest epochs at least
/// @param most epochs at most
record UsualCourse(double rate, double steps, int fewest, int most) {
  private static final TrainingConfig OTHERS = new TrainOptions().training();

  /// The same over a multiple of the steps and of the most epochs.
  UsualCourse longer(int times) {
    return new UsualCourse(rate, times * steps, fewest, times * most);
  }

  /// The options with this course, as far as they do not say another.
  ///
  /// @param given the names of options that are said, though their values may be those that tables
  ///   begin with; other values are said in any case
  /// @param rows of the training part
  TrainOptions of(TrainOptions options, Set<String> given, int rows) {
    TrainingConfig said = options.training();
    TrainOptions course = options;
    boolean decay = given.contains("weight-decay") && said.optimizer() instanceof AdamW;
    boolean optimizer = decay || said.optimizer().equals(OTHERS.optimizer());
    if (optimizer && !given.contains("optimizer") && !given.contains("lr")) {
      course = course.withLearningRate(rate);
    }
    if (said.schedule().equals(OTHERS.schedule())
        && !given.contains("schedule")
        && !(said.optimizer() instanceof Lbfgs)) {
      course = course.withSchedule(new Schedule.OneCycle());
    }
    if (said.epochs() == OTHERS.epochs() && !given.contains("epochs")) {
      int batch = Math.min(rows, options.batchSizeFor(rows));
      course = course.withEpochs(Math.clamp((long) Math.ceil(steps * batch / rows), fewest, most));
    }
    return said.patience() == OTHERS.patience() && !given.contains("patience")
        ? course.withPatience(TrainingConfig.NO_PATIENCE)
        : course;
  }

  /// What was taken of the usual network and course, and which options replace what.
  ///
  /// @param kind of the data, as in `series`
  static String note(String kind, TrainOptions options, TrainOptions used) {
    List<String> parts = new ArrayList<>();
    boolean network = !options.network().equals(used.network());
    List<String> names = new ArrayList<>(network ? List.of("--network") : List.of());
    TrainingConfig said = options.training();
    TrainingConfig course = used.training();
    if (!said.optimizer().equals(course.optimizer())) {
      parts.add("learning rate " + course.optimizer().learningRate());
      names.add("--lr");
    }
    if (!said.schedule().equals(course.schedule())) {
      parts.add("schedule " + course.schedule().spec().name());
      names.add("--schedule");
    }
    if (said.epochs() != course.epochs()) {
      parts.add(course.epochs() + " epochs");
      names.add("--epochs");
    }
    if (options.batchSize() != used.batchSize()) {
      parts.add("batches of " + used.batchSize());
      names.add("--batch-size");
    }
    if (said.patience() != course.patience()) {
      parts.add(
          course.patience() == TrainingConfig.NO_PATIENCE
              ? "no early stopping"
              : "no early stopping (as --patience "
                  + course.patience()
                  + ", so that the best epoch is kept)");
      names.add("--patience");
    }
    return (network ? "The network" : "The course of training")
        + " is the usual one for "
        + kind
        + (parts.isEmpty() ? "" : ", with " + listed(parts))
        + "; "
        + listed(names)
        + (names.size() == 1 ? " replaces it." : " each replace their own part.");
  }

  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
