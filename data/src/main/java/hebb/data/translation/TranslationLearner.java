package hebb.data.translation;

import hebb.data.Counts;
import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.kind.Column;
import hebb.data.kind.Text;
import hebb.data.schema.SchemaOptions;
import hebb.data.split.Splits;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.data.text.Characters;
import hebb.data.text.Tokenizer;
import hebb.data.text.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds out which columns of a table are a source and its translation, splits the pairs by source,
/// and learns from the training part which tokens there are.
public final class TranslationLearner {
  private static final String SKIPPED = "skipped";
  private static final double MOSTLY = 0.99;
  private static final int MOST_CHARACTERS = 120;

  private final Table table;
  private final List<String> names;
  private final int source;
  private final int target;
  private final String tokens;
  private final List<String> notes = new ArrayList<>();

  /// What was found.
  ///
  /// @param code how pairs become rows
  /// @param parts `train`, `validation` and `test`, in this order and only where there are any
  /// @param notes what was decided that a person may want to decide otherwise
  public record Learned(TranslationCode code, Map<String, PairRows> parts, List<String> notes) {}

  /// Shares or numbers of sources for validation and test, and the seed of their choice.
  public record Parts(double validation, double test, long seed) {}

  private TranslationLearner(Table table, SchemaOptions options) {
    this.table = table;
    this.names = table.columns();
    this.target = target(table.name(), names, options.target());
    List<Integer> ignored =
        options.ignore().stream().map(name -> Names.resolve(table.name(), names, name)).toList();
    List<String> said = options.columns(Text.NAME);
    String format = "";
    int named = -1;
    for (String each : said) {
      int cut = end(each);
      String name = each.substring(0, cut);
      int place = name.isEmpty() ? -1 : Names.resolve(table.name(), names, name);
      named = place >= 0 && place != target ? place : named;
      boolean cuts = cut < each.length();
      format = cuts && (place >= 0 || format.isEmpty()) ? each.substring(cut + 1) : format;
    }
    this.source = named >= 0 ? named : found(ignored);
    this.tokens = format;
    if (ignored.contains(target) || ignored.contains(source)) {
      throw new DataException(
          table.name()
              + ": expected a source and a target that are not ignored, got "
              + DataException.quote(names.get(ignored.contains(target) ? target : source))
              + ". Take it out of --ignore.");
    }
  }

  private static int target(String table, List<String> names, String said) {
    if (Names.find(names, said).isEmpty() && Names.list(said).size() > 1) {
      throw new DataException(
          table
              + ": expected one target with --task translate, got "
              + Names.list(said).size()
              + ", "
              + DataException.quote(said)
              + ". Name the column of translations alone.");
    }
    return Names.resolve(table, names, said);
  }

  /// Where the name ends in a name, or a name and how its texts are cut, as in `en=bpe=1000`.
  private int end(String said) {
    int at = said.length();
    while (at > 0 && Names.indexOf(names, said.substring(0, at)) < 0) {
      at = said.lastIndexOf('=', at - 1);
    }
    int first = said.indexOf('=');
    return at > 0 ? at : first < 0 ? said.length() : first;
  }

  /// Learns from a table.
  ///
  /// @throws DataException if a column is not there, more than one may be the source, or there are
  ///   no pairs
  public static Learned learn(Table table, SchemaOptions options, Parts parts) {
    return learn(table, options, parts, null);
  }

  /// Splits a table, and learns from it unless the tokens are known.
  ///
  /// @param known what was learned before; null if nothing was
  /// @throws DataException if a column is not there, more than one may be the source, or there are
  ///   no pairs
  public static Learned learn(
      Table table, SchemaOptions options, Parts parts, @Nullable TranslationCode known) {
    return new TranslationLearner(table, options).learn(parts, known);
  }

  /// The one column of texts beside the target.
  private int found(List<Integer> ignored) {
    List<Integer> others =
        IntStream.range(0, names.size())
            .filter(i -> i != target && !ignored.contains(i) && table.cells(i) instanceof Texts)
            .boxed()
            .toList();
    List<Integer> differing =
        others.stream().filter(i -> isDiffering((Texts) table.cells(i))).toList();
    List<Integer> left = differing.isEmpty() ? others : differing;
    if (left.size() != 1) {
      throw new DataException(
          table.name()
              + ": expected one column of texts beside the target "
              + DataException.quote(names.get(target))
              + " to translate from, got "
              + (left.isEmpty()
                  ? "none"
                  : left.size()
                      + ", "
                      + String.join(
                          ", ", left.stream().map(i -> DataException.quote(names.get(i))).toList()))
              + ". Name it with --text.");
    }
    return left.getFirst();
  }

  /// Whether half of the texts or more are different ones.
  private static boolean isDiffering(Texts texts) {
    return 2 * texts.dictionary().size() >= texts.size() - texts.missing();
  }

  private Learned learn(Parts wanted, @Nullable TranslationCode known) {
    notes.addAll(table.notes());
    List<TranslationCode.Pair> pairs =
        TranslationCode.pairs(table.cells(source), table.cells(target));
    noteColumns(pairs);
    if (pairs.isEmpty()) {
      throw new DataException(
          table.name()
              + ": expected pairs of a text and its translation, got none of which both sides hold"
              + " one. Check the columns "
              + DataException.quote(names.get(source))
              + " and "
              + DataException.quote(names.get(target))
              + ".");
    }
    Map<String, List<TranslationCode.Pair>> split = split(pairs, wanted);
    TranslationCode code = known != null ? known : code(split.getOrDefault("train", List.of()));
    Map<String, PairRows> parts = new LinkedHashMap<>();
    split.forEach((part, own) -> parts.put(part, rows(code, part, own)));
    return new Learned(code, parts, notes);
  }

  private void noteColumns(List<TranslationCode.Pair> pairs) {
    notes.add(
        "Translated is column "
            + DataException.quote(names.get(source))
            + " into "
            + DataException.quote(names.get(target))
            + "; --text and --target name others.");
    int empty = table.rows() - pairs.size();
    if (empty > 0) {
      notes.add(
          Counts.text(empty, "row")
              + (empty == 1 ? " is" : " are")
              + " left out, of which one side or both are empty.");
    }
  }

  /// All translations of a source are in one part.
  private Map<String, List<TranslationCode.Pair>> split(
      List<TranslationCode.Pair> pairs, Parts wanted) {
    Map<String, Integer> sources = new LinkedHashMap<>();
    pairs.forEach(pair -> sources.putIfAbsent(pair.source(), sources.size()));
    if (sources.size() < 2 && wanted.validation() + wanted.test() > 0) {
      throw new DataException(
          table.name()
              + ": expected pairs of 2 or more sources, some for training and some for validation or"
              + " test, got 1. Give more pairs, or --validation-split 0.");
    }
    int[] all = IntStream.range(0, sources.size()).toArray();
    Splits splits = Splits.random(all, wanted.validation(), wanted.test(), wanted.seed());
    int[] parts = new int[sources.size()];
    IntStream.of(splits.validation()).forEach(each -> parts[each] = 1);
    IntStream.of(splits.test()).forEach(each -> parts[each] = 2);
    List<String> called = List.of("train", "validation", "test");
    Map<String, List<TranslationCode.Pair>> split = new LinkedHashMap<>();
    for (int part = 0; part < called.size(); part++) {
      int own = part;
      List<TranslationCode.Pair> of =
          pairs.stream()
              .filter(pair -> parts[sources.getOrDefault(pair.source(), 0)] == own)
              .toList();
      if (!of.isEmpty()) {
        split.put(called.get(part), of);
      }
    }
    if (split.size() > 1 && sources.size() < pairs.size()) {
      notes.add(
          Counts.text(pairs.size(), "pair")
              + " of "
              + Counts.text(sources.size(), "source")
              + ": all translations of a source are in one part.");
    }
    return split;
  }

  private TranslationCode code(List<TranslationCode.Pair> train) {
    List<String> from = train.stream().map(TranslationCode.Pair::source).distinct().toList();
    List<String> to = train.stream().map(TranslationCode.Pair::target).toList();
    String cut = tokens.isEmpty() ? usualTokens(from, to) : Tokenizer.of(tokens).toString();
    TranslationCode.Side sources = side(source, cut, from, Tokenizer.of(cut).most());
    TranslationCode.Side targets = side(target, cut, to, Tokenizer.of(cut).most() - 1);
    String plural = Tokenizer.of(cut).plural();
    notes.add(
        "Texts are taken as they are and cut into "
            + plural
            + (tokens.isEmpty() ? " (--tokens cuts them otherwise)" : "")
            + ": "
            + Counts.text(sources.vocabulary().size())
            + " are known of "
            + DataException.quote(sources.column())
            + " and "
            + Counts.text(targets.vocabulary().size())
            + " of "
            + DataException.quote(targets.column())
            + ", at most "
            + Counts.text(sources.length())
            + " and "
            + Counts.text(targets.length())
            + " in a text.");
    List<String> missing = table.options().missing().said();
    return new TranslationCode(columns(), cut, sources, targets, missing);
  }

  /// Characters where texts are short, else pieces of words.
  private static String usualTokens(List<String> from, List<String> to) {
    int[] sorted =
        Stream.concat(from.stream(), to.stream())
            .mapToInt(text -> text.codePointCount(0, text.length()))
            .sorted()
            .toArray();
    boolean small = usual(sorted) <= MOST_CHARACTERS;
    return small ? new Characters().toString() : Tokenizer.of("bpe").toString();
  }

  /// What 99 of 100 have at most.
  private static int usual(int[] sorted) {
    return sorted[(int) Math.ceil(MOSTLY * (sorted.length - 1))];
  }

  /// As many tokens as the longest text has, but at most half more than 99 of 100 have.
  private TranslationCode.Side side(int column, String cut, List<String> texts, int most) {
    List<String> vocabulary = Tokens.learn(cut, texts);
    Tokens known = new Tokens(cut, vocabulary);
    int[] sorted = texts.stream().mapToInt(text -> known.indices(text).length).sorted().toArray();
    int usual = usual(sorted);
    int length = Math.clamp(Math.min(sorted[sorted.length - 1], usual + usual / 2), 1, most);
    return new TranslationCode.Side(names.get(column), vocabulary, length);
  }

  /// Of the training part pairs are left out that are too long, since a translation that is cut has
  /// no end to learn; elsewhere they are cut.
  private PairRows rows(TranslationCode code, String part, List<TranslationCode.Pair> pairs) {
    if (!part.equals("train")) {
      return new PairRows(code, pairs);
    }
    Tokens from = code.sourceTokens();
    Tokens to = code.targetTokens();
    List<TranslationCode.Pair> fitting =
        pairs.stream()
            .filter(
                pair ->
                    from.indices(pair.source()).length <= code.source().length()
                        && to.indices(pair.target()).length <= code.target().length())
            .toList();
    int left = pairs.size() - fitting.size();
    if (left > 0) {
      notes.add(
          Counts.text(left, "pair")
              + " of the training part "
              + (left == 1 ? "is" : "are")
              + " longer and left out of it.");
    }
    return PairRows.of(code, fitting);
  }

  private List<Column> columns() {
    return IntStream.range(0, names.size()).mapToObj(this::column).toList();
  }

  private Column column(int place) {
    Cells cells = table.cells(place);
    boolean used = place == source || place == target;
    String kind =
        place == source
            ? TranslationCode.SOURCE
            : place == target ? TranslationCode.TARGET : SKIPPED;
    return new Column(
        names.get(place),
        kind,
        "",
        used ? "" : "neither source nor target",
        cells.missing(),
        used ? "texts" : "");
  }
}
