package hebb.model;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import hebb.train.Predictor;
import java.util.List;

/// Rows as a part of a network sees them: what it gives for each, made anew when it is read.
final class CodedRows implements Dataset {
  private final Dataset rows;
  private final Predictor predictor;

  CodedRows(Dataset rows, Predictor predictor) {
    this.rows = rows;
    this.predictor = predictor;
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public List<InputSpec> inputs() {
    return List.of(InputSpec.features(predictor.output()));
  }

  @Override
  public Shape targets() {
    return rows.targets();
  }

  @Override
  public void read(int[] order, int from, int count, float[] into, float[] targets) {
    float[] own = new float[count * rows.width()];
    rows.read(order, from, count, own, targets);
    predictor.predict(own, count, into);
  }

  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public Dataset epoch(int epoch) {
    Dataset then = rows.epoch(epoch);
    return then == rows ? this : new CodedRows(then, predictor);
  }

  @Override
  public boolean weighted() {
    return rows.weighted();
  }

  @Override
  public double weight(int row) {
    return rows.weight(row);
  }
}
