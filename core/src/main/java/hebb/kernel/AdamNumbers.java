package hebb.kernel;

/// The numbers of [Kernels#adam]: `m = m mean + g meanNew`, `v = v square + max(|g|, floor)^2
/// squareNew`, `w = w keep - (m rate) / (sqrt(v correction) + epsilon)`. They change from step to
/// step, so a thread has one of these and fills it anew.
public final class AdamNumbers {
  public float mean;
  public float meanNew;
  public float square;
  public float squareNew;
  public float floor;
  public float keep;
  public float rate;
  public float correction;
  public float epsilon;

  /// All 0.
  public AdamNumbers() {}
}
