package hebb.trace;

import hebb.data.kind.Categorical;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.DateTime;
import hebb.data.kind.Embedded;
import hebb.data.kind.FeatureCode;
import hebb.data.kind.Image;
import hebb.data.kind.IndexCode;
import hebb.data.kind.Numeric;
import hebb.data.kind.Series;
import hebb.data.kind.ShapedCode;
import hebb.data.kind.Sound;
import hebb.data.kind.Text;
import hebb.data.kind.YesNo;
import hebb.data.schema.Encoder;
import hebb.data.schema.IndexGroup;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import hebb.data.text.Vocabulary;
import hebb.dataset.InputSpec;
import hebb.trace.TracedCell.Encoded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The cells of a row of a table, and the numbers that they become.
public final class RowCells {
  private static final int MOST = 20;

  private RowCells() {}

  /// The columns that a network reads, in their order.
  ///
  /// @param row from 0
  /// @param trace of the same row
  public static List<TracedCell> of(Encoder encoder, Table table, int row, Trace trace) {
    return encoder.encoding().columns().stream()
        .map(code -> of(encoder, code, table.cells(code.column()), row, trace))
        .toList();
  }

  private static TracedCell of(
      Encoder encoder, ColumnCode code, Cells cells, int row, Trace trace) {
    List<TracedTensor> given = trace.layers().getFirst().forward();
    List<String> inputs = encoder.inputs().stream().map(InputSpec::name).toList();
    List<Encoded> numbers = new ArrayList<>();
    int count;
    switch (code) {
      case FeatureCode features -> {
        TracedTensor input = given.get(inputs.indexOf(InputSpec.FEATURES));
        List<Integer> places =
            IntStream.range(0, encoder.features().size())
                .filter(i -> encoder.features().get(i).column().equals(features.column()))
                .boxed()
                .sorted(Comparator.comparing(i -> input.at(i) == 0))
                .toList();
        count = places.size();
        for (int i : places.subList(0, Math.min(MOST, count))) {
          numbers.add(encoded(encoder.features().get(i).name(), input, i));
        }
      }
      case IndexCode index -> {
        IndexGroup group =
            IndexGroup.of(encoder.encoding().columns()).stream()
                .filter(of -> of.columns().contains(index))
                .findFirst()
                .orElseThrow();
        count = 1;
        TracedTensor input = given.get(inputs.indexOf(group.name()));
        numbers.add(encoded("index", input, group.columns().indexOf(index)));
      }
      case Text.Code text -> {
        TracedTensor input = given.get(inputs.indexOf(text.input()));
        List<String> tokens = cells.isMissing(row) ? List.of() : text.tokens(cells.text(row));
        count = Math.max(1, tokens.size());
        for (int i = 0; i < Math.min(MOST, count); i++) {
          String name = tokens.isEmpty() ? "padding" : token(tokens.get(i), input.at(i));
          numbers.add(encoded(name, input, i));
        }
      }
      case ShapedCode shaped -> {
        TracedTensor input = given.get(inputs.indexOf(shaped.input()));
        count = input.size();
        IntStream.range(0, Math.min(MOST, count))
            .forEach(i -> numbers.add(encoded(input.label(i), input, i)));
      }
    }
    boolean missing = cells.isMissing(row);
    return new TracedCell(
        code.column(),
        missing ? "" : cells.text(row),
        numbers,
        count,
        missing ? missing(code) : how(code, cells.text(row)));
  }

  private static String token(String token, double index) {
    return (index == Vocabulary.UNKNOWN ? "unknown " : "") + "'" + token.replace("\n", "\\n") + "'";
  }

  private static Encoded encoded(String name, TracedTensor input, int i) {
    return new Encoded(name, input.label(i), input.at(i));
  }

  private static String missing(ColumnCode code) {
    return switch (code) {
      case Numeric.Code number -> "missing: counts as the median, " + text(number.median());
      case YesNo.Code yesNo -> "missing: counts as the share of yes, " + text(yesNo.share());
      default -> "missing";
    };
  }

  private static String how(ColumnCode code, String cell) {
    return switch (code) {
      case Numeric.Code number -> standardised(number, cell);
      case YesNo.Code yesNo -> "1 for yes, 0 for no";
      case Categorical.Code categorical -> "1 for the cell's category, 0 for the others";
      case DateTime.Code date -> "parts of the date, standardised or on a circle";
      case Embedded.Code embedded -> "which of " + embedded.indices() + " categories";
      case Text.Code tokens -> "index in a vocabulary of " + tokens.vocabulary().size();
      case Image.Code image -> "(level - mean) / deviation of each pixel";
      case Sound.Code sound -> "loudness by pitch and time, standardised";
      case Series.Code series -> "(x - mean) / deviation of each step";
      default -> "";
    };
  }

  private static String standardised(Numeric.Code code, String cell) {
    double x = Numeric.reader(code.format()).applyAsDouble(cell);
    if (Double.isNaN(x)) {
      return "no number: counts as the median, " + text(code.median());
    }
    if (code.std() == 0) {
      return "0, since all are alike in the training part";
    }
    String mean = (code.mean() < 0 ? " + " : " - ") + text(Math.abs(code.mean()));
    String z = "(" + text(x) + mean + ") / " + text(code.std());
    double distance = Math.abs((x - code.mean()) / code.std());
    String far = text(code.far());
    return distance <= code.far()
        ? z
        : far + " + ln(|z| - " + far + " + 1) with the sign of z = " + z;
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.6g", number)
        .replaceFirst("(\\.\\d*?)0+$", "$1")
        .replaceFirst("\\.$", "");
  }
}
