package hebb.model;

import hebb.data.DataException;
import hebb.data.schema.TargetCode;
import hebb.data.table.RowWriter;
import hebb.dataset.InputSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Writes rows with their predictions, which are made for a block of rows at a time.
final class PredictionWriter {
  private static final int BLOCK = 256;

  private final Model model;
  private final RowWriter out;
  private final float[] row;
  private final float[] features;
  private final float[] outputs;
  private final List<List<String>> held = new ArrayList<>(BLOCK);
  private long written;

  PredictionWriter(Model model, List<String> columns, char delimiter, OutputStream stream) {
    this.model = model;
    this.out = RowWriter.to(stream, delimiter);
    this.row = new float[InputSpec.size(model.inputs())];
    this.features = new float[BLOCK * row.length];
    this.outputs = new float[BLOCK * model.predictor().output().size()];
    List<String> added = new ArrayList<>();
    for (TargetCode target : model.targets()) {
      String of = model.targets().size() == 1 ? "" : "_" + target.column();
      added.add("prediction" + of);
      if (target instanceof TargetCode.Classes classes) {
        classes.labels().forEach(label -> added.add("probability" + of + "_" + label));
      }
    }
    for (String name : added) {
      if (columns.contains(name)) {
        throw new DataException(
            "predict: expected rows without a column '"
                + name
                + "', which is what predictions are called, got one. Rename it or leave it out.");
      }
    }
    List<String> names = new ArrayList<>(columns);
    names.addAll(added);
    out.write(names);
  }

  /// Where the features of the next row are written before it is added.
  float[] features() {
    return row;
  }

  /// Takes the row whose features were written.
  void add(List<String> cells) {
    System.arraycopy(row, 0, features, held.size() * row.length, row.length);
    held.add(cells);
    if (held.size() == BLOCK) {
      predict();
    }
  }

  /// Writes what is left; says how many rows there were.
  long finish() throws IOException {
    predict();
    out.flush();
    return written;
  }

  private void predict() {
    if (held.isEmpty()) {
      return;
    }
    float[] rows = held.size() == 1 ? row : features;
    model.predictor().predict(rows, held.size(), outputs);
    for (int r = 0; r < held.size(); r++) {
      List<String> cells = new ArrayList<>(held.get(r));
      List<TargetCode> targets = model.targets();
      int width = model.predictor().output().size() / targets.size();
      for (int t = 0; t < targets.size(); t++) {
        add(cells, targets.get(t), r * targets.size() + t, width);
      }
      out.write(cells);
    }
    written += held.size();
    held.clear();
  }

  private void add(List<String> cells, TargetCode target, int place, int width) {
    switch (target) {
      case TargetCode.Quantity quantity -> cells.add(text((float) quantity.decode(outputs[place])));
      case TargetCode.Classes classes -> {
        List<String> labels = classes.labels();
        cells.add(labels.get(Model.likeliest(outputs, place, width)));
        for (int c = 0; c < labels.size(); c++) {
          cells.add(text((float) Model.probability(outputs, place, width, c)));
        }
      }
    }
  }

  /// As few digits as tell the number from its neighbours, without an exponent unless it is tiny.
  private static String text(float value) {
    return Math.abs(value) >= 1e7f && Float.isFinite(value)
        ? new BigDecimal(Float.toString(value)).toPlainString()
        : Float.toString(value);
  }
}
