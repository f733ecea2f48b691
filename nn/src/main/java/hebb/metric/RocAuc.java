package hebb.metric;

/// The area under the ROC curve: the probability that a row of class 1 has a higher score than one
/// of class 0, ties counted half. It keeps all scores (8 bytes a row).
public final class RocAuc {
  private final Ranking ranking = new Ranking();

  /// Nothing counted yet.
  public RocAuc() {}

  /// Takes the scores of `n` rows and their targets, 0 or 1.
  public void add(float[] scores, float[] targets, int n) {
    for (int i = 0; i < n; i++) {
      ranking.add(scores[i], targets[i] >= 0.5f, 1);
    }
  }

  /// The area; NaN if a class has no rows. By the rank sum of Mann and Whitney (1947).
  public double value() {
    return ranking.rocAuc();
  }
}
