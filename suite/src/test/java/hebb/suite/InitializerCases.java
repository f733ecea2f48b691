package hebb.suite;

import java.util.List;

/// Initialisers with the mean, the deviation and the largest size of their numbers for fan in 300
/// and fan out 100.
final class InitializerCases {
  private static final double NONE = Double.POSITIVE_INFINITY;

  /// The deviation of a normal distribution that is cut at 2 deviations.
  private static final double CUT = 0.8796256610342398;

  private InitializerCases() {}

  /// Moments of an initialiser.
  ///
  /// @param limit no number is larger; infinite for a normal distribution
  /// @param first the bits of the first three numbers for key 42, which may never change
  record Row(String initializer, double mean, double deviation, double limit, List<Integer> first) {
    /// Whether the key makes a difference.
    boolean random() {
      return deviation > 0
          && !initializer.startsWith("identity")
          && !initializer.startsWith("forget_bias");
    }
  }

  static List<Row> all() {
    return List.of(
        new Row("zeros", 0, 0, 0, List.of(0, 0, 0)),
        new Row("constant(value=2.5)", 2.5, 0, 2.5, List.of(0x40200000, 0x40200000, 0x40200000)),
        new Row("forget_bias", 0.25, Math.sqrt(0.1875), 1, List.of(0, 0, 0)),
        new Row("normal", 0, 0.01, NONE, List.of(-1143495846, -1143206201, -1135291056)),
        new Row("normal(sigma=2.0)", 0, 2, NONE, List.of(-1079478370, -1079252084, -1071233369)),
        new Row(
            "xavier_uniform",
            0,
            Math.sqrt(2.0 / 400),
            Math.sqrt(6.0 / 400),
            List.of(1014535873, -1121651103, 1030526637)),
        new Row(
            "xavier_normal",
            0,
            Math.sqrt(2.0 / 400),
            NONE,
            List.of(-1119970988, -1119714975, -1111744853)),
        new Row(
            "he_uniform",
            0,
            Math.sqrt(2.0 / 300),
            Math.sqrt(6.0 / 300),
            List.of(1016038874, -1119978639, 1032362032)),
        new Row(
            "he_normal",
            0,
            Math.sqrt(2.0 / 300),
            NONE,
            List.of(-1118038609, -1117742991, -1109837609)),
        new Row(
            "he_uniform_fan_out",
            0,
            Math.sqrt(2.0 / 100),
            Math.sqrt(6.0 / 100),
            List.of(1022924481, -1113262495, 1038915245)),
        new Row(
            "he_normal_fan_out",
            0,
            Math.sqrt(2.0 / 100),
            NONE,
            List.of(-1111582380, -1111326367, -1103356245)),
        new Row(
            "uniform", 0, 0.1 / Math.sqrt(12), 0.05, List.of(1003157715, -1132023562, 1019292796)),
        new Row(
            "uniform(low=2.0,high=3.0)",
            2.5,
            1 / Math.sqrt(12),
            3,
            List.of(1076098780, 1075149357, 1076828026)),
        new Row(
            "truncated_normal",
            0,
            0.01 * CUT,
            0.02,
            List.of(-1143495846, -1143206201, -1135291056)),
        new Row(
            "truncated_normal(sigma=3.0)",
            0,
            3 * CUT,
            6,
            List.of(-1073958035, -1073680215, -1065784838)),
        new Row(
            "lecun_uniform",
            0,
            Math.sqrt(1.0 / 300),
            Math.sqrt(3.0 / 300),
            List.of(1011546323, -1123634954, 1027681404)),
        new Row(
            "lecun_normal",
            0,
            Math.sqrt(1.0 / 300),
            NONE,
            List.of(-1122263146, -1122054112, -1114007197)),
        new Row(
            "orthogonal",
            0,
            Math.sqrt(1.0 / 300),
            1,
            List.of(-1122918073, -1122420115, -1113292724)),
        new Row(
            "orthogonal(gain=2.0)",
            0,
            2 * Math.sqrt(1.0 / 300),
            2,
            List.of(-1114529465, -1114031507, -1104904116)),
        new Row(
            "identity",
            1 / 300.0,
            Math.sqrt(1 / 300.0 - 1 / 90000.0),
            1,
            List.of(0x3f800000, 0, 0)),
        new Row(
            "identity(gain=-2.0)",
            -2 / 300.0,
            2 * Math.sqrt(1 / 300.0 - 1 / 90000.0),
            2,
            List.of(0xc0000000, 0, 0)));
  }
}
