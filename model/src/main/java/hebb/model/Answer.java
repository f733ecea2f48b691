package hebb.model;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.schema.TargetCode;
import hebb.train.Predictor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What is written of a row: cells by name, from the numbers that a predictor gives.
///
/// @param predictor gives the numbers
/// @param copies over which they are a mean
/// @param columns the names of all cells
/// @param beside whether the cells of the row itself come first
/// @param cells adds the cells of a row
record Answer(
    Predictor predictor, Copies copies, List<String> columns, boolean beside, Cells cells) {
  /// Adds the cells of row `r` of dense rows and of what the predictor gave for them.
  interface Cells {
    void add(float[] rows, float[] outputs, int r, List<String> cells);
  }

  /// The row, and beside it what is predicted.
  ///
  /// @throws DataException if the row has a column of that name
  static Answer predictions(Model model, List<String> columns) {
    List<String> added = added(model);
    for (String name : added) {
      if (columns.contains(name)) {
        throw new DataException(
            "predict: expected rows without a column '"
                + name
                + "', which is what predictions are called, got one. Rename it or leave it out.");
      }
    }
    List<String> all = new ArrayList<>(columns);
    all.addAll(added);
    Cells cells =
        model.task() == Task.AUTOENCODER
            ? (rows, outputs, r, to) -> to.add(text((float) model.error(rows, outputs, r)))
            : (rows, outputs, r, to) -> add(model, outputs, r, to);
    return new Answer(model.predictor(), model.copies(), all, true, cells);
  }

  private static List<String> added(Model model) {
    if (model.task() == Task.AUTOENCODER) {
      return List.of("reconstruction_error");
    }
    List<String> added = new ArrayList<>();
    for (TargetCode target : model.targets()) {
      String of = model.targets().size() == 1 ? "" : "_" + target.column();
      added.add("prediction" + of);
      if (target instanceof TargetCode.Classes classes) {
        classes.labels().forEach(label -> added.add("probability" + of + "_" + label));
      }
    }
    return added;
  }

  private static void add(Model model, float[] outputs, int r, List<String> to) {
    List<TargetCode> targets = model.targets();
    int width = model.predictor().output().size() / targets.size();
    for (int t = 0; t < targets.size(); t++) {
      int place = r * targets.size() + t;
      switch (targets.get(t)) {
        case TargetCode.Quantity quantity -> to.add(text((float) quantity.decode(outputs[place])));
        case TargetCode.Classes classes -> {
          List<String> labels = classes.labels();
          to.add(labels.get(ClassOutputs.likeliest(outputs, place, width)));
          for (int c = 0; c < labels.size(); c++) {
            to.add(text((float) ClassOutputs.probability(outputs, place, width, c)));
          }
        }
      }
    }
  }

  /// As few digits as tell the number from its neighbours, without an exponent unless it is tiny.
  static String text(float value) {
    return Math.abs(value) >= 1e7f && Float.isFinite(value)
        ? new BigDecimal(Float.toString(value)).toPlainString()
        : Float.toString(value);
  }
}
