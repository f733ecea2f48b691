package hebb.train;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Throttle;

/// A training step, for Java Flight Recorder. One object serves all steps of a run, so that none is
/// made for each; while nothing is recorded it does nothing.
@Name("hebb.Step")
@Label("Training Step")
@Category({"Hebb", "Training"})
@Description("A step of training, sampled; its duration is that of forward, backward and update")
@StackTrace(false)
@Throttle("50/s")
final class StepEvent extends Event {
  @Label("Step")
  @Description("Counted from 1 over all epochs")
  long step;

  @Label("Epoch")
  @Description("Counted from 1")
  int epoch;

  @Label("Rows")
  int rows;

  @Label("Loss")
  @Description("Mean over the rows of the batch, before the update")
  float loss;

  @Label("Learning Rate")
  double learningRate;

  void done(long newStep, int newEpoch, int newRows, float newLoss, double newLearningRate) {
    end();
    if (shouldCommit()) {
      step = newStep;
      epoch = newEpoch;
      rows = newRows;
      loss = newLoss;
      learningRate = newLearningRate;
      commit();
    }
  }
}
