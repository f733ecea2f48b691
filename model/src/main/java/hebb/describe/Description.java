package hebb.describe;

import hebb.data.Task;
import hebb.data.image.Images;
import hebb.data.language.Corpus;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.Reading;
import hebb.data.table.Table;
import hebb.train.Finding;
import java.util.List;
import java.util.Optional;

/// What data holds, and what training would make of it: for each column its kind, why, how its
/// values are distributed and what a network would get; which values are missing together, rows
/// that are met again, columns that tell each other or the target, and findings.
///
/// ```java
/// Table table = TableReader.read(Path.of("titanic.csv"));
/// Description data = Description.of(table, SchemaOptions.target("survived"));
/// for (ColumnDescription column : data.columns()) {
///   IO.println(column.name() + ": " + column.kind() + ", " + column.treatment());
/// }
/// data.findings().forEach(finding -> IO.println(finding.why() + " " + finding.fix()));
/// ```
///
/// @param data what it is called
/// @param rows how many there are
/// @param reading how the file was read; empty where there is none
/// @param task what would be predicted; empty where no target was said
/// @param targets the columns to predict
/// @param columns in their order
/// @param missing which columns have no value in the same rows, the most frequent first
/// @param duplicates rows that are met again
/// @param pairs of columns of which one tells the other, the strongest first
/// @param overlaps rows that are in other files too, by file
/// @param findings as training would have them, the most harmful first
/// @param notes what was decided that a person may want to decide otherwise
public record Description(
    String data,
    int rows,
    Optional<Reading> reading,
    Optional<Task> task,
    List<String> targets,
    List<ColumnDescription> columns,
    List<MissingPattern> missing,
    Duplicates duplicates,
    List<Pair> pairs,
    List<Overlap> overlaps,
    List<Finding> findings,
    List<String> notes) {
  /// Copies the lists.
  public Description {
    targets = List.copyOf(targets);
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
    pairs = List.copyOf(pairs);
    overlaps = List.copyOf(overlaps);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /// The same data under another name.
  public Description named(String name) {
    return new Description(
        name,
        rows,
        reading,
        task,
        targets,
        columns,
        missing,
        duplicates,
        pairs,
        overlaps,
        findings,
        notes);
  }

  /// Of a table whose target is not known.
  ///
  /// @throws hebb.data.DataException if it has fewer than two rows
  public static Description of(Table table) {
    return new Describer(table).describe();
  }

  /// Of a table with a target.
  ///
  /// @throws hebb.data.DataException as [hebb.data.schema.Schema#infer]: where training cannot
  ///   begin
  public static Description of(Table table, SchemaOptions options) {
    return new Describer(table).options(options).describe();
  }

  /// Of images, with labels or without.
  public static Description of(Images images) {
    return DescribedImages.of(images, List.of());
  }

  /// Of images, and which of others are among them.
  public static Description of(Images images, List<Images> others) {
    return DescribedImages.of(images, others);
  }

  /// Of a text: its lines as rows, in characters.
  public static Description of(Corpus corpus) {
    return of(corpus, "chars");
  }

  /// Of a text: its lines as rows.
  ///
  /// @param tokens what their length is counted in: `chars`, `words` or `bpe=8000`
  /// @throws IllegalArgumentException if it is none of them
  public static Description of(Corpus corpus, String tokens) {
    return Describer.of(corpus, tokens).describe();
  }

  /// This data as training takes it.
  public Description with(
      Task planned, List<String> predicted, List<ColumnDescription> taken, List<String> decided) {
    return new Description(
        data,
        rows,
        reading,
        Optional.of(planned),
        predicted,
        taken,
        missing,
        duplicates,
        pairs,
        overlaps,
        findings,
        decided);
  }
}
