package hebb.data.image;

import hebb.dataset.Dataset;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How training images are changed at random, anew in each epoch, so that a network does not learn
/// them by heart. Only what is trained on is changed, never what is measured.
///
/// As text: `shift(0.1) rotate(10) zoom(0.1)`, or the name of a mixture: `none`, `light` (these
/// three), `strong`; a name with others adds its steps to theirs, as in `light flip`.
///
/// @param steps how far each way of changing goes at most
public record Augmentation(Map<Step, Double> steps) {
  /// A way of changing an image, with how far it goes where that is not said, and how far it may.
  public enum Step {
    /// Moved by a share of its height and of its width, up to this.
    SHIFT("share", 0.1, 1),
    /// Turned about its middle by so many degrees either way.
    ROTATE("degrees", 10, 180),
    /// Made larger or smaller by a share up to this, below 1.
    ZOOM("share", 0.1, Math.nextDown(1.0)),
    /// Mirrored, left to right, in one of two cases.
    FLIP("", 1, 1),
    /// All levels multiplied by 1 and a share either way, up to this.
    BRIGHTNESS("share", 0.2, 1),
    /// A square of this share of the shorter side set to the mean, at a random place (DeVries and
    /// Taylor 2017).
    CUTOUT("share", 0.2, 1);

    private final String parameter;
    private final double usual;
    private final double most;

    Step(String parameter, double usual, double most) {
      this.parameter = parameter;
      this.usual = usual;
      this.most = most;
    }

    /// What its number is called; empty where it has none.
    public String parameter() {
      return parameter;
    }

    /// How far it goes unless that is said.
    public double usual() {
      return usual;
    }

    /// How far it may go.
    public double most() {
      return most;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Images as they are.
  public static final Augmentation NONE = new Augmentation(Map.of());

  /// Shifts and zoom to a tenth, and rotation to 10 degrees.
  public static final Augmentation LIGHT =
      new Augmentation(Map.of(Step.SHIFT, 0.1, Step.ROTATE, 10.0, Step.ZOOM, 0.1));

  /// Shifts and zoom to a fifth, rotation to 15 degrees, brightness to three tenths, and a cutout
  /// of a quarter.
  public static final Augmentation STRONG =
      new Augmentation(
          Map.of(
              Step.SHIFT,
              0.2,
              Step.ROTATE,
              15.0,
              Step.ZOOM,
              0.2,
              Step.BRIGHTNESS,
              0.3,
              Step.CUTOUT,
              0.25));

  /// Mixtures by their names.
  public static final Map<String, Augmentation> NAMED =
      new TreeMap<>(Map.of("none", NONE, "light", LIGHT, "strong", STRONG));

  private static final Pattern WORD = Pattern.compile("\\s*([a-z]+)(?:\\(\\s*([^()]*?)\\s*\\))?");

  /// Each from above 0 to its most.
  public Augmentation {
    var sorted = new EnumMap<Step, Double>(Step.class);
    sorted.putAll(steps);
    sorted.forEach(
        (step, far) -> {
          if (!(far > 0 && far <= step.most)) {
            throw new IllegalArgumentException(
                "augment: expected "
                    + step
                    + " above 0 and up to "
                    + number(step.most)
                    + ", got "
                    + number(far)
                    + ".");
          }
        });
    steps = Collections.unmodifiableMap(sorted);
  }

  /// Reads a text.
  ///
  /// @throws IllegalArgumentException if it names something else, or is out of range
  public static Augmentation of(String text) {
    Augmentation named = NAMED.get(text.strip());
    if (named != null) {
      return named;
    }
    Map<Step, Double> steps = new EnumMap<>(Step.class);
    Matcher m = WORD.matcher(text.strip());
    int at = 0;
    while (at < text.strip().length()) {
      if (!m.find(at) || m.start() != at) {
        throw wrong(text.strip().substring(at));
      }
      Augmentation mixture = m.group(2) == null ? NAMED.get(m.group(1)) : null;
      if (mixture != null) {
        mixture.steps.forEach((step, far) -> put(steps, step, far));
      } else {
        Step step = step(m.group(1));
        put(steps, step, far(step, m.group(2)));
      }
      at = m.end();
    }
    if (steps.isEmpty()) {
      throw wrong(text);
    }
    return new Augmentation(steps);
  }

  private static void put(Map<Step, Double> steps, Step step, double far) {
    if (steps.put(step, far) != null) {
      throw new IllegalArgumentException(
          "augment: expected each name once, got " + step + " twice.");
    }
  }

  private static Step step(String name) {
    return Arrays.stream(Step.values())
        .filter(step -> step.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong(name));
  }

  private static double far(Step step, @Nullable String number) {
    if (number == null || number.isEmpty()) {
      return step.usual;
    }
    String start = step.parameter + "=";
    try {
      return Double.parseDouble(
          number.startsWith(start) ? number.substring(start.length()) : number);
    } catch (NumberFormatException e) {
      throw wrong(number);
    }
  }

  private static IllegalArgumentException wrong(String got) {
    return new IllegalArgumentException(
        "augment: expected "
            + String.join(", ", NAMED.keySet())
            + ", or some of "
            + Arrays.stream(Step.values())
                .map(step -> step == Step.FLIP ? "flip" : step + "(" + number(step.usual) + ")")
                .collect(Collectors.joining(" "))
            + ", got '"
            + got
            + "'.");
  }

  /// Whether images stay as they are.
  public boolean isNone() {
    return steps.isEmpty();
  }

  double far(Step step) {
    return steps.getOrDefault(step, 0.0);
  }

  /// An input of images in a row.
  ///
  /// @param at the place of its first number
  /// @param shape `[height, width, channels]`
  /// @param black the number that stands for black, by channel
  /// @param white the number that stands for white, by channel
  public record Place(int at, Shape shape, List<Float> black, List<Float> white) {
    /// Copies the lists.
    public Place {
      black = List.copyOf(black);
      white = List.copyOf(white);
    }
  }

  /// Rows whose images are changed as training reads them, by the seed, the epoch and the row.
  public Dataset of(Dataset rows, List<Place> images, long seed) {
    return isNone() || images.isEmpty() ? rows : new AugmentedDataset(rows, this, images, seed);
  }

  /// Changes the images of one row, by a key.
  public void change(float[] row, int from, List<Place> images, long key) {
    for (int i = 0; i < images.size(); i++) {
      new ImageChange(this, images.get(i)).apply(row, from, key + i);
    }
  }

  /// The text that [#of] reads.
  @Override
  public String toString() {
    for (Map.Entry<String, Augmentation> named : NAMED.entrySet()) {
      if (named.getValue().equals(this)) {
        return named.getKey();
      }
    }
    var words = new ArrayList<String>();
    steps.forEach(
        (step, far) -> words.add(step == Step.FLIP ? "flip" : step + "(" + number(far) + ")"));
    return String.join(" ", words);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
