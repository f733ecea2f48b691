package hebb.cli.story;

import hebb.cli.output.EpochLines;
import hebb.cli.plot.DecisionMaps;
import hebb.data.DataException;
import hebb.data.table.Table;
import hebb.model.Model;
import hebb.model.ModelException;
import hebb.model.RecordFolder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is told of a training that is over: of its log, its snapshots and, where it is known, its
/// model. It is bounded: of many epochs some are told.
///
/// @param title what it is called
/// @param log its lines
/// @param record its snapshots
/// @param model where it is known
public record Story(String title, EpochLines log, RecordFolder record, Optional<Model> model) {
  private static final int MOST_EPOCHS = 1000;
  private static final int FEWEST_RECORDED = 10;

  /// Layers times epochs: at most 2 MB.
  private static final int MOST_SEEN = 20_000;

  private static final MathContext DIGITS = new MathContext(5);
  private static final List<String> TOLD =
      List.of("epoch", "loss", "validationLoss", "validation", "learningRate");

  /// Options that say how long training lasts, or nothing of the model.
  private static final Set<String> FREE = Set.of("epochs", "patience", "threads");

  /// The page, as UTF-8.
  ///
  /// @param table rows to draw over a decision map
  /// @param damaged is told of each snapshot that is damaged and left out
  /// @throws DataException if a snapshot is of another training
  /// @throws ModelException if all snapshots are damaged
  public byte[] page(Optional<Table> table, Consumer<String> damaged) {
    List<String> notes = new ArrayList<>();
    var data = new LinkedHashMap<String, Object>();
    data.put("title", title);
    data.put("subtitle", subtitle());
    data.put("kept", kept());
    data.put("live", false);
    data.put("lines", lines(notes));
    maps(table, damaged).ifPresent(maps -> data.put("map", maps));
    data.put("notes", notes);
    return StoryPage.of(data);
  }

  private String subtitle() {
    return model
        .map(of -> of.provenance().data() + ". " + of.results().message())
        .orElseGet(() -> "An epoch log of " + log.epochs().size() + " epochs.");
  }

  private int kept() {
    return model.map(of -> of.results().keptEpoch()).orElse(0);
  }

  private List<JsonNode> lines(List<String> notes) {
    Set<Integer> recorded = recorded();
    if (recorded.isEmpty()) {
      notes.add(
          "Losses, metrics and findings are told: this training was not recorded. With hebb train"
              + " --record 1 the page tells of each layer's activations, gradients, updates, dead and"
              + " saturated units too, and of two columns of numbers what is predicted where.");
    }
    if (log.cut()) {
      notes.add("The last line of the log was cut off and is left out.");
    }
    int every = Math.ceilDiv(log.last(), MOST_EPOCHS);
    if (every > 1) {
      notes.add(
          "Of " + log.last() + " epochs, every " + every + "th is told, and what is recorded.");
    }
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode line : log.epochs()) {
      int epoch = line.path("epoch").asInt();
      boolean wanted = recorded.contains(epoch);
      if (wanted || epoch % every == 0 || epoch == kept() || epoch == log.last()) {
        lines.add(told(line, wanted));
      }
    }
    log.findings().ifPresent(lines::add);
    return lines;
  }

  /// The epochs whose layers are told.
  private Set<Integer> recorded() {
    Set<Integer> epochs = new TreeSet<>();
    int layers = 1;
    for (JsonNode line : log.epochs()) {
      if (line.path("layers").isObject()) {
        epochs.add(line.path("epoch").asInt());
        layers = Math.max(layers, line.path("layers").size());
      }
    }
    int most = Math.clamp(MOST_SEEN / layers, FEWEST_RECORDED, RecordFolder.MOST);
    for (int step = 2; epochs.size() > most; step *= 2) {
      int of = step;
      epochs.removeIf(epoch -> epoch % of != 0);
    }
    return epochs;
  }

  private static JsonNode told(JsonNode line, boolean layers) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    TOLD.stream().filter(line::has).forEach(name -> told.set(name, shortened(line.path(name))));
    if (layers) {
      told.set("layers", shortened(line.path("layers")));
    }
    return told;
  }

  /// The same with numbers of a few digits.
  private static JsonNode shortened(JsonNode node) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (node.isObject()) {
      ObjectNode object = make.objectNode();
      node.properties().forEach(each -> object.set(each.getKey(), shortened(each.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = make.arrayNode();
      node.forEach(each -> array.add(shortened(each)));
      return array;
    }
    return node.isFloatingPointNumber()
        ? make.numberNode(BigDecimal.valueOf(node.asDouble()).round(DIGITS).doubleValue())
        : node;
  }

  private Optional<Map<String, Object>> maps(Optional<Table> table, Consumer<String> damaged) {
    List<Integer> epochs = record.epochs().stream().filter(epoch -> epoch <= log.last()).toList();
    SortedMap<Integer, Model> models = new TreeMap<>();
    List<ModelException> failures = new ArrayList<>();
    for (int epoch : epochs) {
      try {
        Model one = snapshot(epoch);
        if (!DecisionMaps.suit(one)) {
          return Optional.empty();
        }
        models.put(epoch, one);
      } catch (ModelException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty() && models.isEmpty()) {
      throw failures.getFirst();
    }
    failures.forEach(failure -> damaged.accept(failure.getMessage()));
    model.filter(DecisionMaps::suit).ifPresent(last -> models.putIfAbsent(kept(), last));
    return models.isEmpty() ? Optional.empty() : Optional.of(DecisionMaps.of(models, table));
  }

  private Model snapshot(int epoch) {
    Path file = record.file(epoch);
    Model one = Model.load(file);
    if (model.isPresent() && !sameTraining(one, model.get())) {
      throw new DataException(
          file
              + ": expected a snapshot of the training that "
              + title
              + " is from, got one of other data or options. Delete "
              + record.path()
              + ", or train again with --record.");
    }
    return one;
  }

  private static boolean sameTraining(Model one, Model other) {
    return one.provenance().data().equals(other.provenance().data())
        && one.provenance().sha256().equals(other.provenance().sha256())
        && options(one).equals(options(other));
  }

  private static Map<String, String> options(Model model) {
    Map<String, String> options = new LinkedHashMap<>(model.options().used());
    options.keySet().removeAll(FREE);
    return options;
  }
}
