package hebb.model;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.forecast.Windows;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Series;
import hebb.data.kind.Sound;
import hebb.data.kind.Text;
import hebb.data.language.TextWindows;
import hebb.data.text.LanguageCode;
import hebb.data.translation.TranslationCode;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.ShapeException;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.layer.Embedding;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is found out before the first step: the columns, the parts, the network with its loss and
/// first weights, and what is usual where nothing was said.
///
/// @param source the data
/// @param options as they were said
/// @param given names of those that were chosen
/// @param strict whether images that cannot be read are refused
/// @param parent what training goes on from with other options
/// @param resumed the checkpoint that training goes on from
record Preparation(
    Source source,
    TrainOptions options,
    Set<String> given,
    boolean strict,
    @Nullable Parent parent,
    @Nullable Checkpoint resumed) {
  /// Finds it out; nothing is trained.
  ///
  /// @throws hebb.data.DataException if the data cannot be trained on
  /// @throws IllegalArgumentException if an option does not fit the data
  /// @throws ModelException if the checkpoint to go on from is of other data or options
  Setup setup() {
    Source.Prepared rows = source.prepare(options, parent == null ? null : parent.input(options));
    if (strict) {
      source.requireReadable(rows.input());
    }
    Input input = rows.input();
    Dataset train = rows.train();
    options
        .training()
        .monitor()
        .ifPresent(metric -> Objective.requireFits("monitor", metric, input));
    Loss loss = Objective.loss(options.loss(), input);
    int outputs = Objective.outputs(loss, input);
    TrainOptions own =
        parent == null ? usual(rows.options(), input, outputs, train) : rows.options();
    Network given =
        parent == null
            ? withBranches(
                Flattened.of(own.network().network(outputs, input.task()), input.inputs()), input)
            : parent.model().network();
    if (input instanceof Input.OfTranslation) {
      Translator.layer(given);
    }
    Head head = Head.of(given, input, loss, outputs);
    Network network = head.network();
    if (parent != null) {
      parent.requireFits(network, loss);
    }
    TrainOptions used =
        own.withLoss(loss)
            .withBatchSize(own.batchSizeFor(train.rows()))
            .withEmaDecay(own.emaDecayFor(train.rows()));
    Optional<Fork> fork = Optional.ofNullable(parent).map(of -> of.fork(used));
    if (resumed != null) {
      resumed.requireSame(source.parts(), used, fork);
    }
    Parameters parameters = Parameters.toTrain(network, input.inputs(), used.training().seed());
    if (parent != null) {
      parent.fill(parameters);
    }
    if (input instanceof Input.OfLanguage(LanguageCode code)) {
      LanguageTask.requireFits(network, parameters, code);
    } else if (input instanceof Input.OfTranslation(TranslationCode code)) {
      Translator.requireFits(network, parameters, code);
    }
    used.training().requireRates(parameters);
    Dataset training = options.classWeights().weighted(train, input.targets());
    new Trainer(network, loss, used.loop(), training).start(parameters).requireFits();
    if (used.network().pretrain() > 0) {
      new Pretraining(network, parameters, input).trainer(0, train, used.loop(), 1).requireFits();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    rows.parts()
        .forEach(
            (name, part) ->
                counts.put(name, size(part) + rows.unknownClass().getOrDefault(name, 0)));
    List<String> warnings = new ArrayList<>(rows.warnings());
    warnings.addAll(same(source.parts()));
    Optional<String> symmetry = SymmetryCheck.warning(network, parameters);
    symmetry.ifPresent(warnings::add);
    if (parent != null) {
      parent.say(source, used, counts, warnings);
    }
    Plan plan =
        new Plan(
            source.name(),
            input.task(),
            source.reading(),
            input.targets(),
            counts,
            Source.columns(input),
            train.width() - (int) train.inputs().stream().filter(InputSpec::varies).count(),
            LayerLine.text(network.layers()),
            LayerLine.of(network, parameters, input.inputs()),
            parameters.count(),
            used,
            notes(rows, own, head, train),
            warnings);
    return new Setup(rows, training, network, loss, parameters, symmetry, fork, plan);
  }

  /// The options with what is usual for the data, as far as nothing else is said.
  private TrainOptions usual(TrainOptions said, Input input, int outputs, Dataset train) {
    int rows = train.rows();
    return switch (input) {
      case Input.OfForecast _ ->
          ForecastDefaults.of(said, given, InputSpec.size(input.inputs()), outputs);
      case Input.OfLanguage(LanguageCode code) ->
          LanguageTask.usual(said, given, code, (TextWindows) train);
      case Input.OfTranslation(TranslationCode code) ->
          TranslationDefaults.of(said, given, code, rows);
      case Input.OfTable _, Input.OfImages _ -> {
        TrainOptions images = ImageDefaults.of(said, given, input, outputs, rows);
        TrainOptions texts = TextDefaults.of(images, given, input, outputs, rows);
        yield SeriesDefaults.of(texts, given, input, outputs, rows);
      }
    };
  }

  /// Says which parts are no other rows than those that are trained.
  private static List<String> same(Map<String, DataPart> parts) {
    DataPart train = Objects.requireNonNull(parts.get("train"), "train");
    List<String> warnings = new ArrayList<>();
    parts.forEach(
        (part, data) -> {
          if (data != train && data.fingerprint().equals(train.fingerprint())) {
            warnings.add(
                data.name()
                    + ", for "
                    + part
                    + ", has the rows of training, by its SHA-256: results on it say nothing"
                    + " of new rows. Name a file of other rows, or leave --"
                    + part
                    + " out.");
          }
        });
    return warnings;
  }

  /// How many rows a part has, or what they are made of.
  private static int size(Dataset part) {
    return switch (part) {
      case Windows windows -> windows.steps();
      case TextWindows windows -> Math.toIntExact(windows.tokens());
      case Dataset rows -> rows.rows();
    };
  }

  /// The network with a branch for each input of indices: its own, else an embedding. A network of
  /// one input that begins with an embedding needs none.
  private static Network withBranches(Network network, Input input) {
    Network.Entry first = network.layers().getFirst();
    if (first.layer() instanceof Embedding) {
      if (input.inputs().size() == 1) {
        return network;
      }
      if (!input.branches().isEmpty()) {
        throw new ShapeException(
            first.name(),
            "embedding: expected layers for what branches and columns give together, got one for"
                + " indices, which "
                + input.branches().stream()
                    .map(branch -> DataException.quote(branch.input()))
                    .collect(Collectors.joining(", "))
                + " has in a branch of its own. Begin behind it, as in dense(32) relu; from Java"
                + " Network.withBranches gives a branch other layers.");
      }
    }
    List<Network.Branch> branches = new ArrayList<>(network.branches());
    List<String> there = branches.stream().map(Network.Branch::input).toList();
    input.branches().stream()
        .filter(branch -> !there.contains(branch.input()))
        .forEach(branches::add);
    return network.withBranches(branches);
  }

  private List<String> notes(Source.Prepared prepared, TrainOptions own, Head head, Dataset train) {
    int rows = train.rows();
    List<String> notes = new ArrayList<>(prepared.notes());
    if (parent != null) {
      notes.add(parent.note());
    }
    if (!own.equals(prepared.options())) {
      notes.add(UsualCourse.note(kind(prepared.input()), prepared.options(), own));
    }
    head.note().ifPresent(notes::add);
    if (prepared.input().task() == Task.AUTOENCODER) {
      Codes.note(head.network(), train.inputs()).ifPresent(notes::add);
    }
    if (options.training().monitor().isPresent() && !prepared.parts().containsKey("validation")) {
      notes.add("--monitor has no effect: there is no validation part to measure.");
    }
    if (options.emaStart() == Ema.Start.COMPARED
        && (!prepared.parts().containsKey("validation") || options.emaDecayFor(rows) == 0)) {
      notes.add(
          "--ema compare has no effect: "
              + (options.emaDecayFor(rows) == 0
                  ? "an epoch is one step, so there is no mean unless --ema-decay asks for it."
                  : "there is no validation part to measure."));
    }
    if (!prepared.parts().containsKey("validation")
        && options.training().schedule().plateau().isPresent()) {
      notes.add("--schedule plateau goes by the training loss: there is no validation part.");
    }
    if (options.batchSize() > rows && options.batchSize() != TrainingConfig.FULL_BATCH) {
      notes.add(
          "There are no batches of "
              + options.batchSize()
              + " rows; all "
              + rows
              + " rows for training are in each.");
    }
    return notes;
  }

  /// What a row is, where it is one thing that has a network of its own.
  private static String kind(Input input) {
    return switch (input) {
      case Input.OfImages images -> "images of this size";
      case Input.OfForecast forecast -> "forecasts, a linear path and a small net beside it";
      case Input.OfLanguage language -> "a text of this size";
      case Input.OfTranslation translation -> "translations";
      case Input.OfTable table ->
          switch (table.encoding().columns().getFirst()) {
            case Series.Code series -> "series";
            case Sound.Code sound -> "sounds";
            case Text.Code text -> "texts";
            case ColumnCode image -> "images of this size";
          };
    };
  }
}
