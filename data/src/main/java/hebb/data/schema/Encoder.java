package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.kind.CellEncoder;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.FeatureCode;
import hebb.data.kind.Fit;
import hebb.data.kind.Image;
import hebb.data.kind.ShapedCode;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.Folder;
import hebb.data.table.MissingWords;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Span;
import hebb.data.table.Steps;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns rows into numbers for a network, and targets too, as it was learned from the training
/// part. Columns are found by name; others that a table has are passed over. A cell that is not as
/// those of the training part does not stop it: an unseen category counts as one of the others or
/// as missing, a cell that cannot be read as missing, and [Unseen] counts them where one is given.
/// Immutable and safe to share among threads.
public final class Encoder {
  private static final int BLOCK = 128;

  private final Encoding encoding;
  private final Folder folder;
  private final MissingWords words;
  private final List<ColumnCode> codes;
  private final CellEncoder[] encoders;
  private final int[] offsets;
  private final List<Feature> features;
  private final List<InputSpec> inputs;
  private final int width;
  private final List<TargetEncoder> targets;

  /// An encoder of what was learned before.
  public Encoder(Encoding encoding) {
    this(encoding, Folder.HERE);
  }

  private Encoder(Encoding encoding, Folder folder) {
    this.encoding = encoding;
    this.folder = folder;
    this.words = MissingWords.read(encoding.missing());
    this.codes = encoding.columns();
    this.encoders =
        codes.stream().map(code -> code.encoder(words).in(folder)).toArray(CellEncoder[]::new);
    this.offsets = new int[encoders.length];
    var named = new ArrayList<Feature>();
    for (int i = 0; i < encoders.length; i++) {
      if (codes.get(i) instanceof FeatureCode code) {
        offsets[i] = named.size();
        code.names().forEach(name -> named.add(new Feature(name, code.column())));
      }
    }
    var given = new ArrayList<InputSpec>();
    if (!named.isEmpty()) {
      given.add(InputSpec.features(Shape.of(named.size())));
    }
    for (IndexGroup group : IndexGroup.of(codes)) {
      int offset = InputSpec.size(given);
      given.add(group.input());
      for (int c = 0; c < group.columns().size(); c++) {
        int i = codes.indexOf(group.columns().get(c));
        offsets[i] = offset + c;
        encoders[i] = group.encoder(c, encoders[i]);
      }
    }
    for (int i = 0; i < encoders.length; i++) {
      if (codes.get(i) instanceof ShapedCode code) {
        offsets[i] = InputSpec.size(given);
        given.add(code.spec());
      }
    }
    this.features = List.copyOf(named);
    this.inputs = List.copyOf(given);
    this.width = InputSpec.size(inputs);
    this.targets = encoding.targets().stream().map(TargetEncoder::of).toList();
  }

  /// Learns from some rows of a table. Only they are looked at: means, medians, categories and
  /// classes are theirs.
  ///
  /// @param rows the training part, all with a value of the target
  public static Encoder learn(Table table, Schema schema, int[] rows) {
    return new Encoder(Encoding.learn(table, schema, rows));
  }

  /// The same for rows whose cells name files relative to a folder; unless said, to the present
  /// one.
  public Encoder in(Folder files) {
    boolean same = files == folder || codes.stream().noneMatch(ShapedCode.class::isInstance);
    return same ? this : new Encoder(encoding, files);
  }

  /// Where the images of an encoded row are: the code of each, and the place of its first number.
  public Map<Image.Code, Integer> images() {
    Map<Image.Code, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < encoders.length; i++) {
      if (codes.get(i) instanceof Image.Code code) {
        places.put(code, offsets[i]);
      }
    }
    return places;
  }

  /// What was learned, as data that can be stored.
  public Encoding encoding() {
    return encoding;
  }

  /// The features of the input `features`, in the order in which they are written.
  public List<Feature> features() {
    return features;
  }

  /// What a network gets of a row: `features`, if there are any, then the columns that are an input
  /// of their own.
  public List<InputSpec> inputs() {
    return inputs;
  }

  /// How many numbers a row has for all inputs.
  public int width() {
    return width;
  }

  /// How each target becomes a number.
  public List<TargetCode> targets() {
    return encoding.targets();
  }

  /// How to read a file for this encoder: categories and numbers in a format of their own are kept
  /// as they are written, the words for missing are those of training, and the columns' names tell
  /// a header.
  public ReadOptions readOptions(ReadOptions given) {
    var text = new ArrayList<String>();
    var names = new ArrayList<String>();
    for (ColumnCode code : codes) {
      names.add(code.column());
      if (code.asText()) {
        text.add(code.column());
      }
    }
    for (TargetCode target : targets()) {
      boolean asText =
          switch (target) {
            case TargetCode.Classes classes -> true;
            case TargetCode.Quantity quantity -> !quantity.format().isEmpty();
          };
      if (asText) {
        text.add(target.column());
      }
    }
    return given.withText(text).withExpected(names).withMissing(words);
  }

  /// Writes the numbers of some rows of a table: `out` is `[rows, width]`, each row its inputs one
  /// after the other.
  ///
  /// @throws DataException if a column is not there
  public void encode(Table table, int[] rows, float[] out) {
    encode(table, rows, out, new Unseen());
  }

  /// Writes the features of some rows of a table, and counts cells that are not as in training.
  ///
  /// @throws DataException if a column is not there, or a cell is refused
  public void encode(Table table, int[] rows, float[] out, Unseen unseen) {
    in(table.folder()).encode(table.name(), cells(table), rows, 0, rows.length, out, unseen);
    unseen.rows(rows.length);
  }

  /// Writes the targets of some rows of a table, `[rows, targets]`: the index of a class, or a
  /// standardised number.
  ///
  /// @throws DataException if the column is not there or a cell is missing or does not fit
  public void encodeTargets(Table table, int[] rows, float[] out) {
    for (int t = 0; t < targets.size(); t++) {
      encodeTarget(table, rows, t, out);
    }
  }

  private void encodeTarget(Table table, int[] rows, int t, float[] out) {
    TargetEncoder target = targets.get(t);
    String column = targets().get(t).column();
    Cells cells = table.cells(column);
    for (int r = 0; r < rows.length; r++) {
      int row = rows[r];
      double value = cells.isMissing(row) ? Double.NaN : target.of(cells.text(row));
      if (Double.isNaN(value)) {
        throw new DataException(
            table.name()
                + ", row "
                + (row + 1)
                + ", column "
                + DataException.quote(column)
                + ": expected "
                + target.expected()
                + ", got "
                + DataException.quote(cells.isMissing(row) ? "nothing" : cells.text(row))
                + ". Correct the cell.");
      }
      out[r * targets.size() + t] = (float) value;
    }
  }

  /// Says of rows to evaluate which have no target, or one of a class that is not in the training
  /// data.
  ///
  /// @param readable those that can be read
  /// @param rows those of them that have a target
  /// @throws DataException if a target that is there does not fit, and such cells are refused
  public void lookAtTargets(Table table, int[] readable, int[] rows, Unseen unseen) {
    for (int t = 0; t < targets.size(); t++) {
      lookAtTarget(table, readable, rows, t, unseen);
    }
  }

  private void lookAtTarget(Table table, int[] readable, int[] rows, int t, Unseen unseen) {
    TargetEncoder target = targets.get(t);
    String column = targets().get(t).column();
    Cells cells = table.cells(column);
    int next = 0;
    int without = 0;
    int firstOdd = -1;
    var classes = new LinkedHashMap<String, Integer>();
    for (int row : readable) {
      boolean has = next < rows.length && rows[next] == row;
      next += has ? 1 : 0;
      boolean missing = cells.isMissing(row);
      boolean odd = !missing && Double.isNaN(target.of(cells.text(row)));
      without += !has && (missing || odd) ? 1 : 0;
      if (odd) {
        unseen.target(table.name(), row + 1L, column, target.expected(), cells.text(row));
        firstOdd = firstOdd < 0 && !has ? row : firstOdd;
        if (has) {
          classes.merge(cells.text(row), 1, Integer::sum);
        }
      }
    }
    if (without > 0) {
      unseen.note(
          List.of(
              (without == 1
                      ? "1 row without a value of the target is left out"
                      : without + " rows without a value of the target are left out")
                  + (firstOdd < 0
                      ? "."
                      : ", the first that holds one that does not fit is row "
                          + (firstOdd + 1)
                          + ": "
                          + DataException.quote(cells.text(firstOdd))
                          + ".")));
    }
    if (!classes.isEmpty()) {
      int count = classes.values().stream().mapToInt(Integer::intValue).sum();
      unseen.note(
          List.of(
              (count == 1 ? "1 row has a class" : count + " rows have a class")
                  + " that is not in the training data ("
                  + String.join(", ", classes.keySet().stream().limit(5).toList())
                  + (classes.size() > 5 ? " and " + (classes.size() - 5) + " more" : "")
                  + "): wrong in the accuracy, left out of the loss."));
    }
  }

  /// Of some rows of a table those whose targets are classes that the training part has; all rows
  /// for quantities.
  public int[] withKnownTarget(Table table, int[] rows) {
    int[] known = rows;
    for (int t = 0; t < targets.size(); t++) {
      if (targets().get(t) instanceof TargetCode.Classes classes) {
        TargetEncoder target = targets.get(t);
        Cells cells = table.cells(classes.column());
        known =
            IntStream.of(known)
                .filter(row -> cells.isMissing(row) || !Double.isNaN(target.of(cells.text(row))))
                .toArray();
      }
    }
    return known;
  }

  /// Writes the features of one row given by its columns' names. Values are numbers, texts,
  /// booleans, or null where there is none; of an image the name of its file, or its bytes; of a
  /// series its text, or `float[steps][channels]`, or `double` of the same shape.
  ///
  /// @return the cells that are not as in training
  /// @throws DataException if a column is not there, or a value is of another type or shape
  public List<UnseenCell> encode(Map<String, ? extends @Nullable Object> row, float[] out) {
    Arrays.fill(out, 0, width(), 0f);
    List<UnseenCell> unseen = List.of();
    for (int i = 0; i < encoders.length; i++) {
      String column = codes.get(i).column();
      Object given =
          row.containsKey(column) || !encoding.steps().containsKey(column)
              ? required(row, column)
              : joined(column, row);
      Object value = RowValues.of(codes.get(i), given);
      Fit fit =
          switch (value) {
            case Number number -> writeNumber(i, number.doubleValue(), out);
            case byte[] file -> encoders[i].bytes(file, out, offsets[i]);
            case float[][] steps -> encoders[i].series(steps, out, offsets[i]);
            case null -> writeText(i, "", out);
            default -> writeText(i, value.toString(), out);
          };
      if (isUnseen(i, fit)) {
        unseen = unseen.isEmpty() ? new ArrayList<>() : unseen;
        String shown =
            switch (value) {
              case byte[] file -> "bytes";
              case float[][] steps -> "a series of " + steps.length + " steps";
              case null, default -> encoders[i].shown(String.valueOf(value), fit);
            };
        unseen.add(new UnseenCell(column, fit, shown));
      }
    }
    return unseen;
  }

  /// The text of a series whose steps are several columns.
  private String joined(String column, Map<String, ? extends @Nullable Object> row) {
    List<String> names = List.copyOf(row.keySet());
    return steps("row", names, column)
        .joined(place -> Objects.toString(row.get(names.get(place)), ""));
  }

  /// Which columns of those given are the steps of a series.
  private Steps steps(String source, List<String> columns, String series) {
    return Steps.named(source, columns, Objects.requireNonNull(encoding.steps().get(series)));
  }

  private static @Nullable Object required(
      Map<String, ? extends @Nullable Object> row, String column) {
    if (!row.containsKey(column)) {
      throw new DataException(Names.missing("row", column, List.copyOf(row.keySet())));
    }
    return row.get(column);
  }

  /// Whether a cell of a column is not as in training; a missing one is where training had none.
  private boolean isUnseen(int column, Fit fit) {
    return fit != Fit.FITS && (fit != Fit.MISSING || !codes.get(column).knowsMissing());
  }

  /// The features of one row given by its columns' names.
  ///
  /// @throws DataException if a column is not there
  public float[] encode(Map<String, ? extends @Nullable Object> row) {
    float[] out = new float[width()];
    encode(row, out);
    return out;
  }

  /// An encoder of rows as they stand in a file, found by the columns' names.
  ///
  /// @param source what the file is called in messages
  /// @param columns the file's columns
  /// @param unseen counts cells that are not as in training
  /// @throws DataException if a column is not there
  public RowEncoder rowEncoder(String source, List<String> columns, Unseen unseen) {
    Map<String, Integer> known = Names.places(columns);
    List<RowEncoder.Place> places =
        codes.stream().map(code -> place(source, columns, known, code.column())).toList();
    return new RowEncoder(this, source, places, unseen);
  }

  private RowEncoder.Place place(
      String source, List<String> columns, Map<String, Integer> known, String column) {
    int place = Names.place(known, column);
    if (place >= 0) {
      return fields -> fields.get(place);
    }
    if (!encoding.steps().containsKey(column)) {
      throw new DataException(Names.missing(source, column, columns));
    }
    Steps steps = steps(source, columns, column);
    return fields -> steps.joined(fields::get);
  }

  void encodeFields(
      String source,
      long row,
      List<RowEncoder.Place> places,
      List<String> fields,
      float[] out,
      Unseen unseen) {
    Arrays.fill(out, 0, width(), 0f);
    unseen.row();
    for (int i = 0; i < encoders.length; i++) {
      String field = places.get(i).of(fields);
      Fit fit = writeText(i, field, out);
      if (isUnseen(i, fit)) {
        add(unseen, i, fit, source, row, Span.trim(field));
      }
    }
  }

  private void add(Unseen unseen, int i, Fit fit, String source, long row, String text) {
    unseen.add(
        codes.get(i), fit, encoders[i].expected(), source, row, encoders[i].shown(text, fit));
  }

  private Fit writeNumber(int i, double value, float[] out) {
    if (Double.isNaN(value) || words.isMissing(value)) {
      encoders[i].missing(out, offsets[i]);
      return Fit.MISSING;
    }
    return encoders[i].number(value, out, offsets[i]);
  }

  private Fit writeText(int i, String text, float[] out) {
    String trimmed = Span.trim(text);
    if (words.isMissing(trimmed) || (words.hasNumbers() && words.isMissing(Cell.number(trimmed)))) {
      encoders[i].missing(out, offsets[i]);
      return Fit.MISSING;
    }
    return encoders[i].text(trimmed, out, offsets[i]);
  }

  /// The cells of the columns that are encoded.
  Cells[] cells(Table table) {
    return codes.stream().map(code -> cells(table, code.column())).toArray(Cells[]::new);
  }

  private Cells cells(Table table, String column) {
    List<List<String>> steps = encoding.steps().get(column);
    return steps == null || table.find(column).isPresent()
        ? table.cells(column)
        : table.cells(steps);
  }

  /// Writes rows `rows[from]` to `rows[from + count - 1]`, a block of rows at a time, column by
  /// column. Of a column whose texts come again often, each is read once.
  void encode(
      String source, Cells[] cells, int[] rows, int from, int count, float[] out, Unseen unseen) {
    int width = width();
    Arrays.fill(out, 0, count * width, 0f);
    @Nullable CodedColumn[] coded = new CodedColumn[cells.length];
    for (int i = 0; i < cells.length; i++) {
      coded[i] = CodedColumn.of(cells[i], encoders[i], codes.get(i).width(), count);
    }
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(count, start + BLOCK);
      for (int i = 0; i < cells.length; i++) {
        CellEncoder encoder = encoders[i];
        CodedColumn known = coded[i];
        Cells column = cells[i];
        int first = offsets[i];
        IntFunction<Fit> write =
            r -> {
              int row = rows[from + r];
              int at = r * width + first;
              if (column.isMissing(row)) {
                encoder.missing(out, at);
                return Fit.MISSING;
              }
              return known == null
                  ? write(encoder, column, row, out, at)
                  : known.write(row, out, at);
            };
        boolean slow = codes.get(i) instanceof ShapedCode;
        Fit[] fits =
            slow
                ? IntStream.range(start, end).parallel().mapToObj(write).toArray(Fit[]::new)
                : new Fit[0];
        for (int r = start; r < end; r++) {
          Fit fit = slow ? fits[r - start] : write.apply(r);
          if (isUnseen(i, fit)) {
            int row = rows[from + r];
            add(unseen, i, fit, source, row + 1L, column.text(row));
          }
        }
      }
    }
  }

  private static Fit write(CellEncoder encoder, Cells column, int row, float[] out, int at) {
    return switch (column) {
      case Numbers numbers -> encoder.number(numbers.get(row), out, at);
      case Texts texts -> encoder.text(texts.text(row), out, at);
    };
  }
}
