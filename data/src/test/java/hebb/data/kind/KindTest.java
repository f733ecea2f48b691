package hebb.data.kind;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.data.schema.Encoder;
import hebb.data.schema.Feature;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of [KindCases] through what holds for every kind.
class KindTest {
  private static final int[] TRAIN = IntStream.range(0, KindCases.ROWS).toArray();

  @TempDir Path folder;

  static Stream<KindCases> cases() {
    return KindCases.all();
  }

  private Table table(KindCases given) throws IOException {
    var text = new StringBuilder(given.column() + ",other,y\n");
    for (int i = 0; i < KindCases.ROWS; i++) {
      text.append(given.cells().get(i)).append(",").append(i * 7 % 11).append(".5,");
      text.append(i % 3 == 0 ? "a\n" : "b\n");
    }
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text.toString());
    return TableReader.read(file, ReadOptions.DEFAULTS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isWhatMostSpeaksFor(KindCases given) throws IOException {
    Table table = table(given);
    Schema schema = Schema.infer(table, SchemaOptions.target("y"));
    Column column = schema.columns().getFirst();
    assertThat(column.kind()).isEqualTo(given.kind());
    assertThat(column.missing()).isEqualTo(given.missing());
    List<String> notes = schema.notes();
    if (given.note().isEmpty()) {
      assertThat(notes).isEmpty();
    } else {
      assertThat(String.join(" ", notes) + column.reason()).contains(given.note());
    }
    Encoder encoder = Encoder.learn(table, schema, TRAIN);
    assertThat(encoder.features().stream().filter(f -> f.column().equals(given.column())))
        .extracting(Feature::name)
        .containsExactlyInAnyOrderElementsOf(given.features());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aRowIsEncodedAlikeFromATableAFileAndAMap(KindCases given) throws IOException {
    Table table = table(given);
    Encoder encoder = Encoder.learn(table, Schema.infer(table, SchemaOptions.target("y")), TRAIN);
    var unseen = new Unseen();
    var rows = encoder.rowEncoder("t.csv", table.columns(), unseen);
    float[] whole = new float[encoder.width()];
    float[] one = new float[encoder.width()];
    for (int row = 0; row < KindCases.ROWS; row++) {
      encoder.encode(table, new int[] {row}, whole);
      assertThat(whole).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
      var fields = new ArrayList<String>();
      Map<String, Object> map = new HashMap<>();
      for (int i = 0; i < table.columns().size(); i++) {
        fields.add(" " + table.cells(i).text(row));
        map.put(table.columns().get(i), table.cells(i).text(row));
      }
      rows.encode(fields, row, one);
      assertThat(one).containsExactly(whole);
      assertThat(encoder.encode(map)).containsExactly(whole);
    }
    assertThat(unseen.counts()).allMatch(count -> count.fit() == Fit.UNREADABLE);
  }

  /// A row without a value has no measure, and what a network gets can be said.
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysWhatItMeasuresAndGives(KindCases given) throws IOException {
    Table table = table(given);
    Column column = Schema.infer(table, SchemaOptions.target("y")).columns().getFirst();
    if (column.skipped()) {
      return;
    }
    FeatureKind kind = Kinds.feature(column.kind());
    ColumnView view =
        ColumnView.of(
            column.name(), table.cells(column.name()), table.options().missing(), table.folder());
    assertThat(kind.learn(view, column.format(), TRAIN).treatment()).isNotBlank();
    double[] measures = kind.measures(view, column.format());
    if (kind.measured(column.format()).isEmpty()) {
      assertThat(measures).isEmpty();
    } else {
      assertThat(measures).hasSize(KindCases.ROWS);
      assertThat(Arrays.stream(measures).filter(Double::isNaN).count()).isEqualTo(column.missing());
    }
  }
}
