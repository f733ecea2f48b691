package hebb.model;

import hebb.data.Task;
import hebb.data.kind.Text;
import hebb.data.language.Corpus;
import hebb.data.language.CorpusParts;
import hebb.data.language.LanguageOptions;
import hebb.data.text.LanguageCode;
import hebb.dataset.Dataset;
import hebb.nn.optim.Lbfgs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text to learn a language from, and others that stand for its splits.
record LanguageSource(Corpus train, @Nullable Corpus validation, @Nullable Corpus test)
    implements Source {
  private static final Pattern RECURRENT = Pattern.compile("\\b(rnn|lstm|gru)\\b");

  @Override
  public String name() {
    return train.name();
  }

  @Override
  public String sha256() {
    return train.sha256();
  }

  @Override
  public Map<String, DataPart> parts() {
    return Source.parts(train, validation, test, LanguageSource::part);
  }

  @Override
  public Map<String, DataPart> others() {
    return Source.others(validation, test, LanguageSource::part);
  }

  private static DataPart part(Corpus corpus) {
    return new DataPart(corpus.name(), corpus.lines().size(), corpus.sha256(), "");
  }

  @Override
  public Prepared prepare(TrainOptions options, @Nullable Input parent) {
    Input.OfLanguage known = Source.known(parent, Input.OfLanguage.class, name(), "a text");
    requirePlain(options);
    String tokens = tokens(options);
    double share = options.splits().validation();
    LanguageOptions said = options.language().withCarryState(carries(options));
    CorpusParts.Shares shares =
        new CorpusParts.Shares(
            validation == null ? share : 0,
            test == null ? options.splits().test() : 0,
            share != new SplitOptions().validation());
    long seed = options.training().seed();
    CorpusParts learned =
        known == null
            ? CorpusParts.learn(train, tokens, said, shares, seed)
            : CorpusParts.known(train, known.code(), said, shares, seed);
    LanguageCode code = learned.code();
    List<String> notes = new ArrayList<>(learned.notes());
    Map<String, Dataset> parts = new LinkedHashMap<>(learned.parts());
    put(parts, "validation", code, validation, notes);
    put(parts, "test", code, test, notes);
    TrainOptions found =
        options
            .withTokens(tokens)
            .withLanguage(said.withWindow(code.window()))
            .withTask(Task.LANGUAGE);
    return new Prepared(new Input.OfLanguage(code), parts, Map.of(), found, notes, List.of());
  }

  /// Whether states are carried from window to window: where nothing is said, those of recurrent
  /// layers, in steps of one batch each.
  private static boolean carries(TrainOptions options) {
    LanguageOptions said = options.language();
    if (said.carryState().isPresent()) {
      return said.carryState().get();
    }
    boolean recurrent =
        options
            .network()
            .layers()
            .map(layers -> RECURRENT.matcher(layers.text()).find())
            .orElse(true);
    boolean plain =
        options.training().accumulate() == 1 && !(options.training().optimizer() instanceof Lbfgs);
    return recurrent && plain && !said.lines();
  }

  private static void put(
      Map<String, Dataset> parts,
      String part,
      LanguageCode code,
      @Nullable Corpus own,
      List<String> notes) {
    if (own != null) {
      List<String> said = new ArrayList<>();
      parts.put(part, CorpusParts.measured(code, own, said));
      said.forEach(note -> notes.add(own.name() + ": " + note));
    }
  }

  /// How the text is cut: by characters unless said.
  private static String tokens(TrainOptions options) {
    return options.columns().columns(Text.NAME).stream()
        .filter(said -> said.startsWith("="))
        .map(said -> said.substring(1))
        .findFirst()
        .orElse("chars");
  }

  private void requirePlain(TrainOptions options) {
    Task task = options.columns().task();
    String wrong =
        task != null && task != Task.LANGUAGE
            ? "--task " + task.name().toLowerCase(Locale.ROOT)
            : !options.columns().weight().isEmpty()
                ? "--weight-column"
                : !options.augmentation().isNone()
                    ? "--augment"
                    : !options.classWeights().equals(ClassWeights.NONE)
                        ? "--class-weight"
                        : options.network().pretrain() > 0 ? "--pretrain" : "";
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          train.name()
              + ": expected options of a language model, which is learned from a text, got "
              + wrong
              + ". Leave it out.");
    }
  }
}
