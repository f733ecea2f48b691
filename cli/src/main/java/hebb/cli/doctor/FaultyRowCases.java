package hebb.cli.doctor;

import hebb.cli.doctor.FaultyNetwork.OfOptions;
import hebb.data.RandomStream;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.model.ClassWeights;
import hebb.model.ModelTrainer;
import java.util.stream.IntStream;

/// Trainings whose rows are at fault: those of [FaultyNetworkCases] on leaks, copies, rare classes
/// and targets of other rows.
final class FaultyRowCases {
  private static final int ROWS = FaultyNetworkCases.ROWS;
  private static final int MANY = 2000;
  private static final int FEW = 190;

  private FaultyRowCases() {}

  /// Adds a row for each.
  static void addTo(FaultyNetworkCases cases) {
    FaultyData clouds = FaultyData.clouds(ROWS, 0.7);
    FaultyData waves = FaultyData.waves(ROWS);
    cases.quick("nothing-to-learn", "classes shuffled", clouds.shuffled().classes(), o -> o);
    cases.slow(
        "nothing-to-learn",
        "classes of 178 rows shuffled",
        FaultyData.clouds(178, 0.7).shuffled().classes(),
        o -> o.withEpochs(60));
    cases.slow(
        "nothing-to-learn",
        "classes of 120 rows shuffled",
        FaultyData.clouds(120, 0.7).shuffled().classes(),
        o -> o.withEpochs(60));
    cases.slow("nothing-to-learn", "quantities shuffled", waves.shuffled().quantity(), o -> o);
    cases.quick("leak", "a column is the class", clouds.classesTwice(), o -> o);
    cases.slow("leak", "a column is the quantity", waves.quantityTwice(), o -> o);
    leaks(cases, clouds);
    cases.add(
        "duplicate-rows",
        "half of validation in training",
        true,
        new OfOptions(
            FaultyNetworkCases.options(o -> o),
            o ->
                new ModelTrainer(clouds.rows(0, 300).classes(), o)
                    .validation(clouds.rows(250, 350).classes())));
    others(cases, clouds, waves);
    cases.quick(
        "imbalance",
        "a class that counts a thousand times as much",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> o.withClassWeights(ClassWeights.of("c1=1000")));
    cases.quick(
        "imbalance", "a class of .5 %", FaultyData.rare(4000).classes(), o -> o.withEpochs(5));
  }

  /// Validation rows that are not as those of training, and a row that is not as the others.
  private static void others(FaultyNetworkCases cases, FaultyData clouds, FaultyData waves) {
    Table rows = clouds.rows(0, 300).classes();
    FaultyData held = clouds.rows(300, ROWS);
    validated(cases, "validation in other units", rows, held.moved(1000, 50).classes());
    validated(
        cases, "validation with other labels", rows, held.targets(y -> (y + 1) % 4).classes());
    cases.add(
        "distribution-shift",
        "other labels in a few validation rows",
        true,
        new OfOptions(
            FaultyNetworkCases.options(o -> o.withEpochs(40)),
            o ->
                new ModelTrainer(clouds.rows(0, 240).classes(), o)
                    .validation(clouds.rows(300, 340).targets(y -> (y + 1) % 4).classes())));
    validated(
        cases,
        "a quantity in other units in validation",
        waves.rows(0, 300).quantity(),
        waves.rows(300, ROWS).targets(y -> 1000 * y).quantity());
    cases.quick(
        "outlier", "a quantity that is 1e9 once", waves.replaced(7, 1e9).quantity(), o -> o);
    FaultyData one = waves.spoilt(0, 7, 1e11).spoilt(1, 7, 1e11).spoilt(2, 7, 1e11);
    cases.slow("outlier", "three inputs that are 1e11 once", one.quantity(), o -> o);
    cases.slow(
        "outlier",
        "one row counts ten million times as much",
        FaultyRows.with(waves.quantity(), "w", waves.targets(y -> 1).replaced(7, 1e7).told(y -> y)),
        o -> o.withTarget("y").withWeightColumn("w"));
    validated(
        cases,
        "validation from elsewhere",
        waves.rows(0, 300).quantity(),
        waves.rows(300, ROWS).moved(1, 2).quantity());
  }

  private static void validated(
      FaultyNetworkCases cases, String name, Table train, Table validation) {
    cases.add(
        "distribution-shift",
        name,
        true,
        new OfOptions(
            FaultyNetworkCases.options(o -> o),
            o -> new ModelTrainer(train, o).validation(validation)));
  }

  /// Columns that are not a copy of the target, and tell it all the same.
  private static void leaks(FaultyNetworkCases cases, FaultyData clouds) {
    var random = new RandomStream(FaultyNetworkCases.SEED, "leaks");
    Table table = clouds.classes();
    Numbers classes = clouds.told(y -> y);
    Numbers apart = clouds.told(y -> y + 0.1 * random.normal());
    Numbers lacking = clouds.told(y -> y == 0 ? Double.NaN : random.normal());
    String[] codes = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      int code = r % 50 == 0 ? (int) classes.get(r) + 1 : (int) classes.get(r);
      codes[r] = "k" + "qmzb".charAt(code % 4);
    }
    cases.quick("leak", "numbers that lie apart", FaultyRows.with(table, "mark", apart), o -> o);
    cases.quick("leak", "missing in one class", FaultyRows.with(table, "days", lacking), o -> o);
    cases.quick(
        "leak",
        "weights that grow over rows sorted by class",
        FaultyRows.with(
            clouds.rows(0, FEW).sorted().classes(),
            "weight",
            Numbers.of(IntStream.range(0, FEW).mapToDouble(r -> 5 * r + 0.3 * (r % 3)).toArray())),
        o -> o);
    cases.slow(
        "leak",
        "codes that are wrong of 2 %",
        FaultyRows.with(table, "code", Texts.of(codes)),
        o -> o);
    FaultyData many = FaultyData.waves(MANY);
    String[] bands = new String[MANY];
    Numbers quantity = many.told(y -> StrictMath.rint(10 * y));
    for (int r = 0; r < MANY; r++) {
      bands[r] = "b" + (int) quantity.get(r);
    }
    cases.slow(
        "leak",
        "a category for each band of the quantity",
        FaultyRows.with(many.quantity(), "band", Texts.of(bands)),
        o -> o);
    cases.slow(
        "leak",
        "a curve of the quantity",
        FaultyRows.with(
            FaultyData.waves(ROWS).quantity(),
            "life",
            FaultyData.waves(ROWS).told(y -> StrictMath.exp(-y))),
        o -> o);
  }
}
