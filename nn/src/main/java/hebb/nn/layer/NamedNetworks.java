package hebb.nn.layer;

import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/// Networks that have a name, as texts of the layers that they are made of. A name stands for its
/// layers wherever layers may stand.
public final class NamedNetworks {
  private static final int STAGES = 3;
  private static final int LAYERS_A_BLOCK = 2;

  private NamedNetworks() {}

  /// All names.
  public static List<String> names() {
    return known().names();
  }

  /// The parameters of a name with their defaults.
  ///
  /// @throws IllegalArgumentException if the name is not known
  public static Spec defaults(String name) {
    return known().defaults(name);
  }

  /// The layers of a text such as `resnet(depth=20)`.
  ///
  /// @throws IllegalArgumentException if name or numbers are not known or out of range
  static String text(String named) {
    return known().read(named);
  }

  private static Registry<String> known() {
    return new Registry<String>("network")
        .add(Spec.of("lenet"), spec -> lenet())
        .add(Spec.of("small_conv"), spec -> smallConv())
        .add(Spec.of("resnet", "depth", 20), spec -> resnet(spec.whole("depth")))
        .add(Spec.of("mobilenet_v2", "width", 1), spec -> mobileNet(spec.get("width")));
  }

  /// LeCun et al. 1998.
  private static String lenet() {
    return "conv(6, kernel=5) tanh average_pool conv(16, kernel=5, padding=valid) tanh average_pool"
        + " flatten dense(120) tanh dense(84) tanh";
  }

  private static String smallConv() {
    return "conv(32) batch_norm relu max_pool conv(64) batch_norm relu max_pool flatten dropout(.3)"
        + " dense(128) relu dropout(.3)";
  }

  /// For small images (He et al. 2016, section 4.2): three stages of 16, 32 and 64 filters, of `n`
  /// blocks of two convolutions each; `depth = 6n + 2`.
  private static String resnet(int depth) {
    int blocks = (depth - LAYERS_A_BLOCK) / (STAGES * LAYERS_A_BLOCK);
    if (depth < 8 || blocks * STAGES * LAYERS_A_BLOCK + LAYERS_A_BLOCK != depth) {
      throw new IllegalArgumentException(
          "resnet: depth: expected 8, 14, 20, 26 and so on (6n + 2), got " + depth + ".");
    }
    var text = new StringBuilder("conv(16) batch_norm relu");
    for (int stage = 0; stage < STAGES; stage++) {
      int filters = 16 << stage;
      for (int block = 0; block < blocks; block++) {
        String stride = stage > 0 && block == 0 ? ", stride=2" : "";
        text.append(" residual(conv(").append(filters).append(stride);
        text.append(") batch_norm relu conv(").append(filters).append(") batch_norm) relu");
      }
    }
    return text.append(" global_average_pool").toString();
  }

  /// Sandler et al. 2018, table 2.
  private static String mobileNet(double width) {
    if (!(width > 0 && width <= 4)) {
      throw new IllegalArgumentException(
          "mobilenet_v2: width: expected a number above 0, at most 4, got " + width + ".");
    }
    int[][] stages = {
      {1, 16, 1, 1},
      {6, 24, 2, 2},
      {6, 32, 3, 2},
      {6, 64, 4, 2},
      {6, 96, 3, 1},
      {6, 160, 3, 2},
      {6, 320, 1, 1},
    };
    List<String> layers = new ArrayList<>();
    int in = filters(32, width);
    layers.add("conv(" + in + ", stride=2) batch_norm relu6");
    for (int[] stage : stages) {
      int out = filters(stage[1], width);
      for (int i = 0; i < stage[2]; i++) {
        int stride = i == 0 ? stage[3] : 1;
        String block = bottleneck(in, stage[0], out, stride);
        layers.add(stride == 1 && in == out ? "residual(" + block + ")" : block);
        in = out;
      }
    }
    layers.add("conv(" + filters(1280, Math.max(1, width)) + ", kernel=1) batch_norm relu6");
    layers.add("global_average_pool");
    return String.join(" ", layers);
  }

  private static String bottleneck(int in, int expansion, int out, int stride) {
    String wider = expansion == 1 ? "" : "conv(" + in * expansion + ", kernel=1) batch_norm relu6 ";
    return wider
        + "depthwise_conv(stride="
        + stride
        + ") batch_norm relu6 conv("
        + out
        + ", kernel=1) batch_norm";
  }

  /// A multiple of 8 that is at most a tenth smaller.
  private static int filters(int usual, double width) {
    int near = Math.max(8, (int) (usual * width + 4) / 8 * 8);
    return near < 0.9 * usual * width ? near + 8 : near;
  }
}
