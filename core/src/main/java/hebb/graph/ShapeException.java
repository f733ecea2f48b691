package hebb.graph;

/// Shapes that do not fit. The message says what was expected and what came, and where in the
/// network it happened.
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String path;

  /// A message for the given layer path, which may be empty.
  public ShapeException(String path, String message) {
    super(path.isEmpty() ? message : message + " (in " + path + ")");
    this.path = path;
  }

  /// The path of the layer where it happened; empty where that is not known.
  public String path() {
    return path;
  }
}
