package hebb.data.kind;

/// Stand-in while dates are on their way.
final class DateTime {
  private DateTime() {}
}
