package hebb.cli.help;

import hebb.data.Task;
import hebb.data.image.Augmentation.Step;
import hebb.data.kind.Kind;
import hebb.data.kind.Kinds;
import hebb.diagnose.Diagnosis;
import hebb.metric.Metric;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Layers;
import hebb.nn.layer.NamedNetworks;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import hebb.nn.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A family of names, each explained in a file of its own.
public enum Family {
  COMMAND("command", "commands", List::of, name -> Map.of()),
  OPTION("option", "options", List::of, name -> Map.of()),
  LAYER("layer", "layers", Family::layers, Family::options),
  NETWORK("network", "networks", NamedNetworks::names, of(NamedNetworks::defaults)),
  ACTIVATION("activation", "activations", Activation::names, of(Activation::defaults)),
  LOSS("loss", "losses", Loss::names, of(Loss::defaults)),
  METRIC("metric", "metrics", Metric::names, of(Metric::defaults)),
  MEASURE("measure of texts", "measures", Family::measures, name -> Map.of()),
  TASK("task", "tasks", Family::tasks, name -> Map.of()),
  KIND("kind of column", "kinds", Family::kinds, name -> Map.of()),
  TOKENS("way to cut texts", "tokens", () -> List.of("chars", "words", "bpe"), name -> Map.of()),
  INITIALIZER("initialiser", "initialisers", Initializer::names, of(Initializer::defaults)),
  OPTIMIZER("optimiser", "optimisers", Optimizer::names, of(Optimizer::defaults)),
  SCHEDULE("schedule", "schedules", Schedule::names, of(Schedule::defaults)),
  AUGMENTATION("augmentation", "augmentations", Family::steps, Family::far),
  FINDING("finding", "findings", Diagnosis::ids, name -> Map.of());

  private final String title;
  private final String plural;
  private final Supplier<List<String>> names;
  private final Function<String, Map<String, String>> parameters;

  Family(
      String title,
      String plural,
      Supplier<List<String>> names,
      Function<String, Map<String, String>> parameters) {
    this.title = title;
    this.plural = plural;
    this.names = names;
    this.parameters = parameters;
  }

  /// What one of it is called.
  public String title() {
    return title;
  }

  /// What several are called, and their file.
  public String plural() {
    return plural;
  }

  /// The names that the library knows; none for commands and options, which picocli knows.
  public List<String> names() {
    return names.get();
  }

  /// The parameters of a name in order, each with its default as text; empty where it has none.
  public Map<String, String> parameters(String name) {
    return parameters.apply(name);
  }

  private static List<String> layers() {
    return Layers.names().stream().filter(name -> !Activation.names().contains(name)).toList();
  }

  /// Those of a language and of translations, which no option asks for.
  private static List<String> measures() {
    return List.of("loss_per_character", "perplexity", "bleu", "exact");
  }

  private static List<String> tasks() {
    return Stream.of(Task.values()).map(task -> task.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> kinds() {
    return Kinds.features().stream().map(Kind::name).toList();
  }

  private static List<String> steps() {
    return Stream.of(Step.values()).map(Step::toString).toList();
  }

  private static Map<String, String> far(String name) {
    return Stream.of(Step.values())
        .filter(step -> step.toString().equals(name) && !step.parameter().isEmpty())
        .collect(Collectors.toMap(Step::parameter, step -> number(Spec.shortest(step.usual()))));
  }

  private static Map<String, String> options(String name) {
    Map<String, String> options = new LinkedHashMap<>();
    Layers.options(name).forEach((key, value) -> options.put(key, number(value)));
    return options;
  }

  private static Function<String, Map<String, String>> of(Function<String, Spec> defaults) {
    return name -> {
      Map<String, String> numbers = new LinkedHashMap<>();
      defaults
          .apply(name)
          .parameters()
          .forEach((key, value) -> numbers.put(key, number(Spec.shortest(value))));
      return numbers;
    };
  }

  /// As in `.01`.
  private static String number(String text) {
    return text.replaceFirst("^(-?)0\\.", "$1.");
  }
}
