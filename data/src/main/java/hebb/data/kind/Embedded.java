package hebb.data.kind;

import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import java.util.List;
import java.util.Optional;

/// One of many categories, for each of which the network learns a vector: an embedding.
public final class Embedded implements FeatureKind {
  static final FeatureKind KIND = new Embedded();

  /// The name.
  public static final String NAME = "embedded";

  private static final int MOST_ONE_HOT = 20;
  private static final int MOST_KNOWN = 100_000;
  private static final int LARGEST = 600;
  private static final int MOST_NUMBERS = 4096;
  private static final int FEWEST_RARE = 50;

  private Embedded() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String option() {
    return "--embed";
  }

  @Override
  public boolean canBeTarget() {
    return false;
  }

  @Override
  public Class<? extends ColumnCode> code() {
    return Code.class;
  }

  /// Whether a column that is taken for categories has so many that they are better embedded, and
  /// comes to each of them often enough to learn a vector: more than 20, and two rows for each.
  public static boolean suits(FeatureKind kind, ColumnView column) {
    if (!kind.equals(Categorical.KIND)) {
      return false;
    }
    int categories = Frequencies.of(column.cells()).counts().size();
    return categories > MOST_ONE_HOT && 2 * categories < column.known();
  }

  /// A column is taken so where a person says it, or where it [suits][#suits].
  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    return Optional.empty();
  }

  @Override
  public String formatExample() {
    return "8";
  }

  @Override
  public String formatWords() {
    return "a size from 1 to " + MOST_NUMBERS;
  }

  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    if (!format.matches("|[1-9]\\d{0,3}") || number(format) > MOST_NUMBERS) {
      throw new IllegalArgumentException("embed: expected " + formatWords() + ".");
    }
    return Optional.of(new Evidence(this, 1, option(), format, Evidence.Odd.NONE, rare(column)));
  }

  private static int number(String format) {
    return format.isEmpty() ? 0 : Integer.parseInt(format);
  }

  /// What a person should know of a column whose categories hardly come again.
  private static String rare(ColumnView column) {
    Frequencies all = Frequencies.of(column.cells());
    int categories = all.counts().size();
    return categories < FEWEST_RARE || 2 * categories < all.total()
        ? ""
        : "has "
            + categories
            + " categories in "
            + all.total()
            + " rows: most vectors are learned from one row and tell nothing of others; --ignore leaves it out";
  }

  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    Frequencies all = Frequencies.of(column.cells(), rows);
    List<String> values = all.values();
    List<String> known = values.subList(0, Math.min(MOST_KNOWN, values.size()));
    int size = format.isEmpty() ? size(known.size()) : Integer.parseInt(format);
    return new Code(
        column.name(), known, known.size() == values.size(), all.total() < rows.length, size);
  }

  /// `1.6 n^.56`, at most 600: fastai's rule.
  private static int size(int categories) {
    return Math.clamp(Math.round(1.6 * StrictMath.pow(categories, 0.56)), 1, LARGEST);
  }

  @Override
  public String summary(ColumnView column, String format) {
    return Frequencies.of(column.cells()).shown();
  }

  /// The index of the row's category, then one for all others and one for missing values, where the
  /// training part has such, then one for what it has not. A category that is unseen counts as one
  /// of the others, else as missing, else as what the training part has not.
  ///
  /// @param column the column's name
  /// @param categories of the training part, the most frequent first
  /// @param complete whether these are all of the training part
  /// @param missing whether the training part had missing values
  /// @param size how many numbers a network learns for each
  public record Code(
      String column, List<String> categories, boolean complete, boolean missing, int size)
      implements IndexCode {
    /// Copies the list.
    public Code {
      categories = List.copyOf(categories);
    }

    @Override
    public int indices() {
      return padding() + 1;
    }

    @Override
    public int padding() {
      return categories.size() + (complete ? 0 : 1) + (missing ? 1 : 0);
    }

    private int ofMissing() {
      return missing ? padding() - 1 : padding();
    }

    private int ofOthers() {
      return complete ? ofMissing() : categories.size();
    }

    @Override
    public boolean knowsMissing() {
      return missing;
    }

    @Override
    public boolean asText() {
      return true;
    }

    @Override
    public String treatment() {
      return "a learned vector of "
          + size
          + (size == 1 ? " number" : " numbers")
          + " for each of "
          + categories.size()
          + (categories.size() == 1 ? " category" : " categories")
          + (missing ? ", one for missing" : "");
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new Index(this, new TextIndex(categories));
    }
  }

  private record Index(Code code, TextIndex index) implements CellEncoder {
    @Override
    public String expected() {
      return "a category of the training data";
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      return write(index.find(value), out, at);
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      return write(index.find(text), out, at);
    }

    private Fit write(int place, float[] out, int at) {
      out[at] = place < 0 ? code.ofOthers() : place;
      return place >= 0 || !code.complete() ? Fit.FITS : Fit.UNSEEN;
    }

    @Override
    public void missing(float[] out, int at) {
      out[at] = code.ofMissing();
    }
  }
}
