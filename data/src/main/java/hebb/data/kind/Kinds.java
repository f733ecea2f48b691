package hebb.data.kind;

import java.util.List;
import java.util.Optional;

/// The table of kinds.
public final class Kinds {
  /// All kinds; of equally strong ones the first wins.
  public static final List<Kind> ALL =
      List.of(
          Constant.KIND,
          Image.KIND,
          Sound.KIND,
          Series.KIND,
          Text.KIND,
          Identifier.KIND,
          DateTime.KIND,
          YesNo.KIND,
          Numeric.KIND,
          Categorical.KIND,
          Embedded.KIND);

  private Kinds() {}

  /// The kinds that give a network something.
  public static List<FeatureKind> features() {
    return ALL.stream().filter(FeatureKind.class::isInstance).map(FeatureKind.class::cast).toList();
  }

  /// The kind of a name.
  public static Optional<Kind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /// The kind of a name that gives a network something.
  ///
  /// @throws IllegalArgumentException if there is none
  public static FeatureKind feature(String name) {
    return features().stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind: expected one of "
                        + features().stream().map(Kind::name).toList()
                        + ", got "
                        + name
                        + "."));
  }
}
