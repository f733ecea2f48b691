package hebb.run.step;

/// Where a value lies: a buffer's number and the offset of its first element.
public record Place(int buffer, int offset) {
  /// A place some elements further on.
  public Place plus(int elements) {
    return new Place(buffer, offset + elements);
  }
}
