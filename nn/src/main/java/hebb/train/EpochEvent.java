package hebb.train;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// An epoch with its validation, for Java Flight Recorder.
@Name("hebb.Epoch")
@Label("Epoch")
@Category({"Hebb", "Training"})
@Description("An epoch of training; its duration has the validation in it")
@StackTrace(false)
final class EpochEvent extends Event {
  @Label("Epoch")
  @Description("Counted from 1")
  int epoch;

  @Label("Loss")
  @Description("Mean over the training rows")
  double loss;

  @Label("Penalty")
  double penalty;

  @Label("Validation Loss")
  @Description("NaN without a validation part")
  double validationLoss;

  @Label("Learning Rate")
  @Description("Of the last step")
  double learningRate;

  @Label("Rows per Second")
  @Description("Trained, without the validation")
  double rowsPerSecond;

  @Label("Best")
  @Description("Whether these weights are the best so far")
  boolean best;

  void done(EpochLog log) {
    end();
    epoch = log.epoch();
    loss = log.loss();
    penalty = log.penalty();
    validationLoss = log.validationLoss().orElse(Double.NaN);
    learningRate = log.learningRate();
    rowsPerSecond = log.rowsPerSecond();
    best = log.best();
    commit();
  }
}
