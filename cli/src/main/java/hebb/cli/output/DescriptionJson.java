package hebb.cli.output;

import hebb.describe.ColumnDescription;
import hebb.describe.ColumnDescription.Spread;
import hebb.describe.Description;
import hebb.describe.Distribution;
import hebb.describe.Distribution.Bin;
import hebb.describe.Duplicates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What data holds, for programs.
public final class DescriptionJson {
  private DescriptionJson() {}

  /// One object with `columns` and `findings`.
  public static Map<String, Object> of(Description data, Phrases phrases) {
    var json = new LinkedHashMap<String, Object>();
    json.put("data", data.data());
    json.put("rows", data.rows());
    data.task().ifPresent(task -> json.put("task", task.name().toLowerCase(Locale.ROOT)));
    json.put("targets", data.targets());
    json.put("columns", data.columns().stream().map(DescriptionJson::column).toList());
    json.put(
        "missing",
        data.missing().stream()
            .map(pattern -> map("columns", pattern.columns(), "rows", pattern.rows()))
            .toList());
    json.put("duplicates", duplicates(data.duplicates()));
    json.put(
        "pairs",
        data.pairs().stream()
            .map(
                pair ->
                    map(
                        "columns",
                        List.of(pair.first(), pair.second()),
                        "measure",
                        pair.measure(),
                        "value",
                        pair.value()))
            .toList());
    json.put(
        "overlaps",
        data.overlaps().stream()
            .map(
                overlap ->
                    map(
                        "file",
                        overlap.file(),
                        "rows",
                        overlap.rows(),
                        "same",
                        overlap.same(),
                        "withTarget",
                        overlap.withTarget()))
            .toList());
    json.put("findings", FindingsText.json(FindingsText.in(data.findings(), phrases)));
    json.put("notes", data.notes());
    return json;
  }

  /// Keys and values in turn.
  private static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> column(ColumnDescription column) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", column.name());
    json.put("role", column.role().name().toLowerCase(Locale.ROOT));
    json.put("kind", column.kind());
    json.put("reason", column.reason());
    json.put("missing", column.missing());
    json.put("distinct", column.distinct());
    column.spread().ifPresent(spread -> json.putAll(spread(spread)));
    json.put("distribution", distribution(column.distribution()));
    json.put("treatment", column.treatment());
    json.put(
        "alone",
        column.alone().stream()
            .map(
                alone ->
                    map(
                        "target",
                        alone.target(),
                        "measure",
                        alone.measure(),
                        "score",
                        alone.score(),
                        "baseline",
                        alone.baseline()))
            .toList());
    return json;
  }

  private static Map<String, Object> spread(Spread spread) {
    return map(
        "low",
        spread.low(),
        "high",
        spread.high(),
        "mean",
        spread.mean(),
        "deviation",
        spread.deviation(),
        "median",
        spread.median());
  }

  private static Map<String, Object> distribution(Distribution of) {
    List<Integer> counts = of.bins().stream().map(Bin::count).toList();
    if (of.isOfCategories()) {
      return map(
          "of",
          of.of(),
          "labels",
          of.bins().stream().map(Bin::label).toList(),
          "counts",
          counts,
          "others",
          of.others());
    }
    List<Double> edges =
        Stream.concat(
                of.bins().stream().map(Bin::low),
                of.bins().stream().skip(Math.max(0, of.bins().size() - 1L)).map(Bin::high))
            .toList();
    return map("of", of.of(), "edges", edges, "counts", counts, "beyond", of.beyond());
  }

  private static Map<String, Object> duplicates(Duplicates rows) {
    return map("copies", rows.copies(), "same", rows.same(), "contradicting", rows.contradicting());
  }
}
