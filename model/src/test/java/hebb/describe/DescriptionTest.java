package hebb.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.language.Corpus;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.describe.ColumnDescription.Alone;
import hebb.describe.ColumnDescription.Role;
import hebb.describe.Distribution.Bin;
import hebb.model.ModelTrainer;
import hebb.model.TrainOptions;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of made tables is found in them.
class DescriptionTest {
  private static final int ROWS = 600;

  @TempDir private Path folder;

  private Table table(String name, String header, List<String> rows) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
    return TableReader.read(file);
  }

  /// A column that is noise, one that says the target in nine rows of ten, one that says it always
  /// in other words, twice the noise, and one that is missing with another.
  private static List<String> rows() {
    Random random = new Random(3);
    return IntStream.range(0, ROWS)
        .mapToObj(
            i -> {
              boolean yes = i % 3 == 0;
              double noise = random.nextGaussian();
              boolean lost = i % 10 == 0;
              return String.format(
                  Locale.ROOT,
                  "%d,%.4f,%.4f,%s,%s,%s,%s,%s",
                  7 * i + 1000,
                  noise,
                  2 * noise + 0.01 * random.nextGaussian(),
                  yes ^ random.nextInt(10) == 0 ? "up" : "down",
                  yes ? "granted" : "refused",
                  lost ? "" : "" + random.nextInt(1000) / 8.0,
                  lost ? "" : List.of("red", "green", "blue").get(random.nextInt(3)),
                  yes ? "a" : "b");
            })
        .toList();
  }

  private static final String HEADER = "id,noise,twice,hint,outcome,size,colour,y";

  private static ColumnDescription column(Description data, String name) {
    return data.columns().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double score(Description data, String name) {
    return column(data, name).alone().getFirst().score();
  }

  @Test
  void columnsAreWhatTrainingTakesThemFor() throws IOException {
    Description data = Description.of(table("t.csv", HEADER, rows()), SchemaOptions.target("y"));
    assertThat(data.task()).contains(Task.CLASSIFICATION);
    assertThat(data.columns())
        .extracting(ColumnDescription::kind)
        .containsExactly(
            "identifier",
            "numeric",
            "numeric",
            "categorical",
            "categorical",
            "numeric",
            "categorical",
            "categorical");
    assertThat(column(data, "id").role()).isEqualTo(Role.LEFT_OUT);
    assertThat(column(data, "id").treatment()).isEqualTo("left out");
    assertThat(column(data, "y").role()).isEqualTo(Role.TARGET);
    ColumnDescription colour = column(data, "colour");
    assertThat(colour.reason()).isEqualTo("texts");
    assertThat(colour.treatment())
        .isEqualTo("one feature for each of 3 categories, one for missing");
    assertThat(colour.missing()).isEqualTo(ROWS / 10);
    assertThat(colour.distribution().bins().stream().mapToInt(Bin::count).sum())
        .isEqualTo(ROWS - ROWS / 10);
    ColumnDescription size = column(data, "size");
    assertThat(size.distribution().bins().stream().mapToInt(Bin::count).sum())
        .isEqualTo(ROWS - ROWS / 10);
    assertThat(size.spread().orElseThrow().median()).isCloseTo(62, within(8.0));
    assertThat(size.treatment()).isEqualTo("standardised, missing as the median and flagged");
  }

  @Test
  void scoresAreThoseOfHeldOutRows() throws IOException {
    Description data = Description.of(table("t.csv", HEADER, rows()), SchemaOptions.target("y"));
    assertThat(column(data, "hint").alone())
        .extracting(Alone::target, Alone::measure, Alone::baseline)
        .containsExactly(tuple("y", "auc", 0.5));
    assertThat(score(data, "outcome")).isEqualTo(1);
    assertThat(score(data, "hint")).isBetween(0.85, 0.95);
    assertThat(score(data, "noise")).isBetween(0.5, 0.6);
    assertThat(score(data, "colour")).isBetween(0.5, 0.6);
    assertThat(column(data, "y").alone()).isEmpty();
  }

  @Test
  void noiseTellsNothingOfFewRows() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<String> rows =
          IntStream.range(0, 400)
              .mapToObj(i -> random.nextGaussian() + "," + (i % 100 == 7 ? "rare" : "usual"))
              .toList();
      Description data =
          Description.of(table("n" + seed + ".csv", "a,y", rows), SchemaOptions.target("y"));
      assertThat(score(data, "a")).as("seed " + seed).isEqualTo(0.5);
      assertThat(data.findings()).isEmpty();
      assertThat(data.notes()).anyMatch(note -> note.contains("'rare' in 4"));
    }
  }

  private static Optional<Finding> leak(Table table, String column) {
    return Description.of(table, SchemaOptions.target("y")).findings().stream()
        .filter(finding -> finding.id().equals("leak") && finding.where().equals(column))
        .findFirst();
  }

  /// Honest columns may predict the target alone: what is not the target itself is never high, and
  /// what is wrong of some rows is low.
  @Test
  void columnsThatPredictTheTargetAloneAreFound() throws IOException {
    Random random = new Random(7);
    List<String> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i -> {
                  double x = random.nextGaussian();
                  boolean yes = Math.abs(x) > 0.7;
                  boolean kept = random.nextInt(100) >= 2;
                  return String.format(
                      Locale.ROOT,
                      "%.4f,%s,%.4f,%s,%s",
                      x,
                      (yes == kept ? "ab" : "cd").charAt(random.nextInt(2)),
                      (yes ? 1.5 : -1.5) + random.nextGaussian(),
                      yes && i % 5 > 0 ? "" : "" + random.nextInt(900),
                      yes ? "yes" : "no");
                })
            .toList();
    Table table = table("p.csv", "x,code,hint,days,y", rows);
    Finding apart = leak(table, "x").orElseThrow();
    assertThat(apart.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(apart.measure()).isBetween(0.98, 1.0);
    assertThat(apart.epoch()).isEmpty();
    Finding code = leak(table, "code").orElseThrow();
    assertThat(code.severity()).isEqualTo(Severity.LOW);
    assertThat(code.measure()).isBetween(0.93, 0.98);
    assertThat(code.fix()).isEqualTo("--ignore code");
    assertThat(leak(table, "hint")).as("right of 93 % of the rows").isEmpty();
    assertThat(leak(table, "days")).as("missing in most rows of a class").isEmpty();
  }

  @Test
  void aCurveOfAQuantityIsFound() throws IOException {
    Random random = new Random(8);
    List<String> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i -> {
                  double y = random.nextGaussian();
                  return String.format(
                      Locale.ROOT,
                      "%.6f,%.4f,%.4f,%.4f",
                      1000 * Math.exp(-y),
                      y + 0.3 * random.nextGaussian(),
                      random.nextGaussian(),
                      y);
                })
            .toList();
    Table table = table("c.csv", "life,near,noise,y", rows);
    assertThat(leak(table, "life").orElseThrow().severity()).isEqualTo(Severity.MEDIUM);
    assertThat(leak(table, "near")).isEmpty();
    assertThat(leak(table, "noise")).isEmpty();
  }

  @Test
  void aQuantityIsScoredByR2AndClassesByAccuracy() throws IOException {
    Random random = new Random(5);
    List<String> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i -> {
                  double x = random.nextDouble(-1, 1);
                  return String.format(
                      Locale.ROOT,
                      "%.4f,%.4f,%.4f,%s",
                      x,
                      random.nextGaussian(),
                      x * x,
                      x < -0.3 ? "low" : x < 0.4 ? "mid" : "high");
                })
            .toList();
    Table table = table("q.csv", "x,other,y,part", rows);
    Description quantity =
        Description.of(table, SchemaOptions.target("y").withIgnore(List.of("part")));
    assertThat(column(quantity, "x").alone().getFirst().measure()).isEqualTo("r2");
    assertThat(score(quantity, "x")).isBetween(0.97, 1.0);
    assertThat(score(quantity, "other")).isBetween(0.0, 0.1);
    Description classes =
        Description.of(table, SchemaOptions.target("part").withIgnore(List.of("y")));
    assertThat(column(classes, "x").alone().getFirst().measure()).isEqualTo("accuracy");
    assertThat(score(classes, "x")).isGreaterThan(0.9);
    assertThat(column(classes, "other").alone().getFirst())
        .satisfies(alone -> assertThat(alone.score()).isLessThan(alone.baseline() + 0.1));
  }

  @Test
  void leaksAreThoseOfTraining() throws IOException {
    Table table = table("t.csv", HEADER, rows());
    Description data = Description.of(table, SchemaOptions.target("y"));
    assertThat(data.findings()).extracting(Finding::id).containsExactly("leak");
    Finding leak = data.findings().getFirst();
    assertThat(leak.where()).isEqualTo("outcome");
    assertThat(leak.fix()).isEqualTo("--ignore outcome");
    TrainOptions options = new TrainOptions().withTarget("y").withHidden(2).withEpochs(1);
    assertThat(new ModelTrainer(table, options).run().report().findings()).contains(leak);
  }

  @Test
  void pairsAreFoundAmongNumbersAndAmongCategories() throws IOException {
    List<String> rows =
        rows().stream()
            .map(row -> row + (row.contains("red") ? ",0" : row.contains("green") ? ",1" : ",2"))
            .toList();
    Description data =
        Description.of(
            table("t.csv", HEADER + ",code", rows),
            SchemaOptions.target("y").withIgnore(List.of("outcome")));
    assertThat(data.pairs())
        .extracting(Pair::first, Pair::second, Pair::measure)
        .containsExactlyInAnyOrder(tuple("noise", "twice", "r"), tuple("colour", "code", "v"));
    assertThat(data.pairs()).allMatch(pair -> pair.value() > 0.99);
  }

  @Test
  void valuesThatAreMissingTogetherAreToldTogether() throws IOException {
    Description data = Description.of(table("t.csv", HEADER, rows()));
    assertThat(data.task()).isEmpty();
    assertThat(data.missing())
        .containsExactly(
            new MissingPattern(List.of(), ROWS - ROWS / 10),
            new MissingPattern(List.of("size", "colour"), ROWS / 10));
  }

  @Test
  void rowsThatAreMetAgainAreCounted() throws IOException {
    List<String> rows =
        IntStream.range(0, 100)
            .mapToObj(
                i -> {
                  int at = i >= 60 && i < 80 ? i - 60 : i >= 80 && i < 85 ? i - 80 : i;
                  String y = i >= 80 && i < 85 ? "other" : at % 2 == 0 ? "p" : "q";
                  return at + 0.5 + "," + at % 7 + "," + y;
                })
            .toList();
    Description data = Description.of(table("d.csv", "a,b,y", rows), SchemaOptions.target("y"));
    // Rows 61 to 80 are the first 20; rows 81 to 85 are the first 5 with another target.
    assertThat(data.duplicates()).isEqualTo(new Duplicates(20, 1, 20, 15, 1));
    assertThat(data.findings())
        .extracting(Finding::id, Finding::severity)
        .contains(tuple("duplicate-rows", Severity.MEDIUM));
  }

  @Test
  void rowsInBothFilesAreFoundThoughOneIsReadOtherwise() throws IOException {
    List<String> rows = rows();
    Table table = table("t.csv", HEADER, rows);
    List<String> mixed =
        IntStream.range(0, 40)
            .mapToObj(i -> i < 10 ? rows.get(7 * i) : rows.get(i).replaceFirst(",", ",9"))
            .toList();
    Table other = table("other.csv", HEADER, mixed);
    Description data =
        new Describer(table).options(SchemaOptions.target("y")).beside(other).describe();
    assertThat(data.overlaps()).containsExactly(new Overlap("other.csv", 40, 10, true));
    assertThat(data.findings())
        .filteredOn(finding -> finding.id().equals("duplicate-rows"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.where()).isEqualTo("other.csv");
              assertThat(finding.why()).startsWith("25 % of the rows of other.csv");
              assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
            });
    Table unlabelled =
        table(
            "new.csv",
            HEADER.replace(",y", ""),
            mixed.stream().map(row -> row.substring(0, row.length() - 2)).toList());
    assertThat(
            new Describer(table)
                .options(SchemaOptions.target("y"))
                .beside(unlabelled)
                .describe()
                .overlaps())
        .containsExactly(new Overlap("new.csv", 40, 10, false));
  }

  @Test
  void aRareClassIsAFinding() throws IOException {
    List<String> rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> i * 37 % 101 + "," + i * 13 % 97 + "," + (i % 100 == 0 ? "ill" : "well"))
            .toList();
    Description data = Description.of(table("r.csv", "a,b,y", rows), SchemaOptions.target("y"));
    assertThat(data.findings())
        .filteredOn(finding -> finding.id().equals("imbalance"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.measure()).isEqualTo(0.01);
              assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
              assertThat(finding.fix()).isEqualTo("--class-weight balanced");
            });
  }

  @Test
  void aSoundTableHasNoFinding() {
    Table flower = Demo.FLOWER.table(400, 42);
    assertThat(Description.of(flower, SchemaOptions.target("colour")).findings()).isEmpty();
    assertThat(Description.of(flower).findings()).isEmpty();
  }

  @Test
  void farNumbersLeaveThePictureToTheRest() {
    double[] sorted = IntStream.range(0, 1000).mapToDouble(i -> i < 998 ? i / 10.0 : 1e6).toArray();
    Distribution bins = Distribution.ofNumbers("value", sorted);
    assertThat(bins.bins().getLast().high()).isLessThan(100);
    assertThat(bins.bins().stream().mapToInt(Bin::count).sum()).isEqualTo(1000);
    assertThat(bins.beyond()).isPositive();
    Distribution whole = Distribution.ofNumbers("value", new double[] {1, 1, 2, 5});
    assertThat(whole.bins()).extracting(Bin::low).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(whole.bins()).extracting(Bin::count).containsExactly(2, 1, 0, 0, 1);
    assertThat(Distribution.ofNumbers("value", new double[0]).bins()).isEmpty();
  }

  @Test
  void imagesAndTextsAreDescribedToo() {
    Images images = Demo.DIGITS.images(200, 1);
    Description data = Description.of(images, List.of(images.part(new int[] {0, 1, 2})));
    assertThat(data.overlaps()).containsExactly(new Overlap(images.name(), 3, 3, true));
    assertThat(column(data, "class").distinct()).isEqualTo(10);
    assertThat(column(data, "image").distribution().bins().getFirst().count()).isEqualTo(200);
    Corpus corpus = Corpus.of("c.txt", "one two three\none\none\n");
    Description text = Description.of(corpus);
    assertThat(text.rows()).isEqualTo(3);
    assertThat(text.duplicates().copies()).isEqualTo(1);
    assertThat(text.columns().getFirst().spread().map(ColumnDescription.Spread::high))
        .isEqualTo(Optional.of(13.0));
    assertThat(Description.of(corpus, "words").columns().getFirst().spread())
        .map(ColumnDescription.Spread::high)
        .hasValue(3.0);
    assertThat(text.findings()).isEmpty();
  }

  @Test
  void whatTrainingCannotTakeIsRefusedInItsWords() throws IOException {
    Table table = table("t.csv", HEADER, rows());
    assertThatThrownBy(() -> Description.of(table, SchemaOptions.target("z")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a column 'z', got none of that name");
    Table one = table("one.csv", "a", List.of("1.5", "2.5", "4"));
    assertThatThrownBy(() -> Description.of(one, SchemaOptions.target("a")))
        .hasMessageContaining("expected at least 2 columns");
    assertThat(Description.of(one).columns()).hasSize(1);
  }

  @Test
  void columnsThatSayNothingAreStillDescribed() throws IOException {
    Description data = Description.of(table("c.csv", "a,b", List.of("1,", "1,", "1,")));
    assertThat(data.columns()).extracting(ColumnDescription::role).containsOnly(Role.LEFT_OUT);
    assertThat(data.columns().getFirst().reason()).isEqualTo("the same value in every row");
  }
}
