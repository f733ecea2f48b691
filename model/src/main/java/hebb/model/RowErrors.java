package hebb.model;

import hebb.data.Task;
import hebb.dataset.Dataset;
import java.util.stream.IntStream;

/// What is wrong with the prediction of each row, for models of one target and autoencoders.
final class RowErrors {
  private static final int BLOCK = 256;

  private RowErrors() {}

  /// Of each row 1 where its class is predicted wrongly and 0 where rightly; of a quantity the
  /// squared error in its own unit; of an autoencoder the mean squared error over its numbers.
  static double[] of(Model model, Dataset data) {
    boolean alone = model.task() == Task.AUTOENCODER;
    if (!alone && model.targets().size() > 1) {
      throw new ModelException(
          "errors: expected a model of one target, got one of "
              + model.target()
              + ". Train one for each.");
    }
    int width = data.width();
    int outputs = model.predictor().output().size();
    int targets = data.targets().size();
    float[] rows = new float[BLOCK * width];
    float[] wanted = new float[BLOCK * targets];
    float[] predicted = new float[BLOCK * outputs];
    double[] errors = new double[data.rows()];
    for (int from = 0; from < errors.length; from += BLOCK) {
      int count = Math.min(BLOCK, errors.length - from);
      data.read(IntStream.range(from, from + count).toArray(), 0, count, rows, wanted);
      model.predictor().predict(rows, count, predicted);
      for (int r = 0; r < count; r++) {
        errors[from + r] =
            switch (model.task()) {
              case CLASSIFICATION ->
                  ClassOutputs.likeliest(predicted, r, outputs) == (int) wanted[r] ? 0 : 1;
              case AUTOENCODER -> Math.pow(model.error(rows, predicted, r), 2);
              case REGRESSION, FORECAST, LANGUAGE, TRANSLATE ->
                  Math.pow(
                      model.input().decode(0, predicted[r]) - model.input().decode(0, wanted[r]),
                      2);
            };
      }
    }
    return errors;
  }
}
