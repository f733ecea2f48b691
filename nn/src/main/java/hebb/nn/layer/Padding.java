package hebb.nn.layer;

import hebb.graph.Window;
import hebb.nn.spec.Check;
import java.util.Locale;

/// What is added around images before a window goes over them. Text form: `same`, `valid`, `causal`
/// or a number of places.
public sealed interface Padding {
  /// The window of an axis with its padding, for an image of the given length.
  Window.Axis on(Window.Axis axis, int length);

  /// The padding of a text.
  ///
  /// @throws IllegalArgumentException if it is none
  static Padding of(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    for (Standard standard : Standard.values()) {
      if (standard.name().equals(name)) {
        return standard;
      }
    }
    if (!name.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "padding: expected same, valid, causal or a number of places, got '" + text + "'.");
    }
    return new Places(Integer.parseInt(name));
  }

  /// Padding by what comes out.
  enum Standard implements Padding {
    /// As many windows as places, divided by the stride and rounded up; what is odd goes after, as
    /// in Keras and ONNX's `SAME_UPPER`.
    SAME,
    /// None.
    VALID,
    /// All in front, so that a window ends at its place: nothing is read from what comes later.
    CAUSAL;

    @Override
    public Window.Axis on(Window.Axis axis, int length) {
      return switch (this) {
        case SAME -> axis.same(length);
        case VALID -> axis;
        case CAUSAL -> axis.withPadding(axis.span() - 1, 0);
      };
    }

    /// As in `same`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// So many places on each side.
  record Places(int number) implements Padding {
    /// A number of 0 or more.
    public Places {
      Check.atLeast(0, "padding", number);
    }

    @Override
    public Window.Axis on(Window.Axis axis, int length) {
      return axis.withPadding(number, number);
    }

    /// As in `2`.
    @Override
    public String toString() {
      return Integer.toString(number);
    }
  }
}
