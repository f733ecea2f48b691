package hebb.cli.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hebb.cli.command.Commands;
import hebb.cli.help.Entry.Field;
import hebb.cli.help.Entry.Parameter;
import hebb.cli.option.Common;
import hebb.cli.output.Interrupt;
import hebb.cli.output.Session;
import hebb.data.image.Augmentation;
import hebb.metric.Metric;
import hebb.model.TrainOptions;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Every name has an entry, and what entries say is what the library has.
class EntriesTest {
  private static final Path PAGE = Path.of("..", "docs", "options.md");

  /// What a range refuses, and then what it takes beside the default.
  private static final Map<String, List<List<Double>>> RANGES =
      Map.of(
          "any number", List.of(List.of(Double.NaN, Double.POSITIVE_INFINITY), List.of()),
          "above 0", List.of(List.of(0.0, -1.0), List.of()),
          "0 or more", List.of(List.of(-1.0), List.of(0.0)),
          "1 or more", List.of(List.of(0.5), List.of(1.0)),
          "0 to below 1", List.of(List.of(-0.1, 1.0), List.of(0.0, 0.9)),
          "above 0 to 1", List.of(List.of(0.0, 1.1), List.of(1.0)),
          "0 to 1", List.of(List.of(-0.1, 1.1), List.of(0.0, 1.0)),
          "between 0 and 1", List.of(List.of(0.0, 1.0), List.of(0.4)),
          "a whole number from 0", List.of(List.of(-1.0, 0.5), List.of(0.0, 2.0)),
          "a whole number from 1", List.of(List.of(0.0, 1.5), List.of(1.0, 2.0)));

  /// Ranges of what is no number or has a mark among its numbers.
  private static final List<String> OTHER_RANGES =
      List.of(
          "an activation",
          "an initialiser",
          "an index or -1",
          "the name of a layer",
          "same, valid, causal or a number of places",
          "a divisor of channels and filters",
          "8, 14, 20, 26 and so on",
          "above 0, at most 4",
          "at least one",
          "one of rnn, lstm, gru",
          "a divisor of channels",
          "pre or post",
          "dot or additive",
          "two lists of layers",
          "learned, sinusoid or rotary",
          "true or false",
          "lists of layers");

  private static final Entries ENTRIES = new Entries();
  private static final CommandLine LINE =
      Commands.all(new Session(System.out, System.err, false, Interrupt.never(), List.of()));

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"COMMAND", "OPTION"})
  void everyNameOfTheLibraryHasOneEntry(Family family) {
    assertThat(ENTRIES.of(family).stream().map(Entry::head))
        .containsExactlyInAnyOrderElementsOf(family.names());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftUnsaid(Family family) {
    List<Field> fields =
        switch (family) {
          case COMMAND -> List.of(Field.DOES, Field.USE);
          case OPTION -> List.of(Field.DOES, Field.OF);
          case LAYER ->
              List.of(
                  Field.DOES, Field.SHAPE, Field.KERAS, Field.PYTORCH, Field.SKLEARN, Field.USE);
          case NETWORK, AUGMENTATION ->
              List.of(Field.DOES, Field.KERAS, Field.PYTORCH, Field.SKLEARN, Field.USE);
          case METRIC -> List.of(Field.RANGE, Field.KERAS, Field.PYTORCH, Field.SKLEARN, Field.USE);
          case ACTIVATION, LOSS, SCHEDULE ->
              List.of(
                  Field.FORMULA, Field.RANGE, Field.KERAS, Field.PYTORCH, Field.SKLEARN, Field.USE);
          case FINDING, TASK, KIND, TOKENS -> List.of(Field.DOES, Field.WHY, Field.USE);
          case MEASURE -> List.of(Field.FORMULA, Field.RANGE, Field.USE);
          case INITIALIZER, OPTIMIZER ->
              List.of(Field.FORMULA, Field.KERAS, Field.PYTORCH, Field.SKLEARN, Field.USE);
        };
    for (Entry entry : ENTRIES.of(family)) {
      assertThat(fields).as(entry.head()).allMatch(field -> !entry.text(field).isBlank());
      assertThat(entry.texts().values()).as(entry.head()).noneMatch(text -> text.contains("?"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void parametersAreThoseOfTheLibrary(Family family) {
    for (Entry entry : ENTRIES.of(family)) {
      assertThat(entry.parameters().stream().map(Parameter::name))
          .as(entry.head())
          .containsExactlyElementsOf(family.parameters(entry.name()).keySet());
      assertThat(entry.parameters())
          .as(entry.head())
          .allMatch(p -> RANGES.containsKey(p.range()) || OTHER_RANGES.contains(p.range()))
          .allMatch(p -> !p.fallback().isEmpty() || !p.range().isEmpty());
    }
  }

  /// What lies outside a range is refused, and its ends and the default are taken.
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"COMMAND", "OPTION"})
  void rangesAreThoseOfTheLibrary(Family family) {
    for (Entry entry : ENTRIES.of(family)) {
      for (Parameter parameter : entry.parameters()) {
        List<List<Double>> range = RANGES.getOrDefault(parameter.range(), List.of());
        if (!range.isEmpty()) {
          for (double wrong : range.getFirst()) {
            assertThatIllegalArgumentException()
                .as(entry.head() + " " + parameter.name() + " " + wrong)
                .isThrownBy(() -> make(entry, parameter, Double.toString(wrong)));
          }
          range.getLast().forEach(right -> make(entry, parameter, right.toString()));
          if (!parameter.fallback().isEmpty()) {
            make(entry, parameter, parameter.fallback());
          }
        }
      }
    }
  }

  private static Object make(Entry entry, Parameter parameter, String value) {
    String text = entry.name() + "(" + parameter.name() + "=" + value + ")";
    return switch (entry.family()) {
      case ACTIVATION -> Activation.of(text);
      case LOSS -> Loss.of(text);
      case METRIC -> Metric.of(text);
      case INITIALIZER -> Initializer.of(text);
      case OPTIMIZER -> Optimizer.of(text);
      case SCHEDULE -> Schedule.of(text);
      case NETWORK -> Network.parse(text);
      case AUGMENTATION -> Augmentation.of(text);
      case LAYER -> Network.parse(layer(entry, parameter, value));
      case COMMAND, OPTION, FINDING, MEASURE, TASK, KIND, TOKENS -> throw new AssertionError(entry);
    };
  }

  /// The layer with what it needs beside the parameter.
  private static String layer(Entry entry, Parameter parameter, String value) {
    List<String> said = new ArrayList<>();
    String nested = "";
    for (Parameter each : entry.parameters()) {
      if (each.equals(parameter)) {
        said.add(each.name() + "=" + value.replaceFirst("\\.0$", ""));
      } else if (each.range().equals("at least one")) {
        nested = "flatten";
      } else if (each.fallback().isEmpty()) {
        said.add(each.name() + "=1");
      }
    }
    Stream<String> all =
        Stream.concat(said.stream(), nested.isEmpty() ? Stream.of() : Stream.of(nested));
    return all.collect(Collectors.joining(", ", entry.name() + "(", ")"));
  }

  @Test
  void everyCommandHasAnEntry() {
    List<String> heads = new ArrayList<>();
    LINE.getSubcommands()
        .forEach(
            (name, command) ->
                heads.add(
                    Stream.concat(
                            Stream.of(name),
                            command.getCommandSpec().positionalParameters().stream()
                                .map(ArgSpec::paramLabel))
                        .collect(Collectors.joining(" "))));
    assertThat(ENTRIES.of(Family.COMMAND).stream().map(Entry::head))
        .containsExactlyInAnyOrderElementsOf(heads);
  }

  /// By command: the heads of its options.
  @Test
  void everyOptionOfEveryCommandHasAnEntry() {
    Map<String, List<String>> there = new HashMap<>();
    LINE.getSubcommands().forEach((name, command) -> there.put(name, heads(command)));
    there.put("hebb", heads(LINE));
    Map<String, List<String>> said = new HashMap<>();
    for (Entry entry : ENTRIES.of(Family.OPTION)) {
      for (String command : commands(entry)) {
        said.computeIfAbsent(command, first -> new ArrayList<>()).add(entry.head());
      }
    }
    there.forEach(
        (command, heads) ->
            assertThat(said.getOrDefault(command, List.of()))
                .as(command)
                .containsExactlyInAnyOrderElementsOf(heads));
    assertThat(there.keySet()).containsAll(said.keySet());
  }

  private static List<String> commands(Entry entry) {
    String of = entry.text(Field.OF);
    return of.equals("all commands")
        ? Stream.concat(LINE.getSubcommands().keySet().stream(), Stream.of("hebb")).toList()
        : List.of(of.split(" "));
  }

  private static List<String> heads(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(
            option -> {
              String other = option.shortestName();
              String names =
                  option.longestName() + (other.equals(option.longestName()) ? "" : ", " + other);
              return names + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
            })
        .toList();
  }

  /// What stands before the first semicolon.
  @Test
  void defaultsOfTrainAreThoseOfTheLibrary() {
    Map<String, String> used = new LinkedHashMap<>(new TrainOptions().used());
    used.keySet().removeAll(List.of("target", "batch-size", "ema-decay", "threads"));
    Map<String, String> said = new LinkedHashMap<>();
    ENTRIES.of(Family.OPTION).stream()
        .filter(OptionsPage::ofTrain)
        .filter(entry -> used.containsKey(entry.name().substring(2)))
        .forEach(entry -> said.put(entry.name().substring(2), fallback(entry)));
    said.computeIfPresent("optimizer", (name, text) -> Optimizer.of(text).spec().toString());
    assertThat(said).containsExactlyInAnyOrderEntriesOf(used);
  }

  private static String fallback(Entry entry) {
    String text = entry.text(Field.DEFAULT).split("; ", 2)[0].replace("`", "");
    return text.startsWith(".") ? "0" + text : text;
  }

  /// With `-Dhebb.docs=write` the page is written anew.
  @Test
  void docsOptionsHoldsTheSame() throws IOException {
    Map<String, List<String>> sections = sections();
    String page = Files.readString(PAGE);
    var tables = new OptionsPage();
    String right = tables.write(page, sections);
    if (System.getProperty("hebb.docs", "").equals("write")) {
      Files.writeString(PAGE, right);
    } else {
      assertThat(page)
          .as("docs/options.md; mvn test -pl cli -am -Dtest=EntriesTest -Dhebb.docs=write")
          .isEqualTo(right);
    }
    List<String> all = new ArrayList<>(sections.keySet());
    all.addAll(List.of("commands", "others"));
    Stream.of(Family.values())
        .filter(family -> family != Family.COMMAND && family != Family.OPTION)
        .forEach(family -> all.add(family.plural()));
    assertThat(tables.written()).containsExactlyInAnyOrderElementsOf(all);
  }

  /// The options of train by the table they stand in: that of their mixin; `files` go with the
  /// data, and its own with the output.
  private static Map<String, List<String>> sections() {
    CommandSpec train = Objects.requireNonNull(LINE.getSubcommands().get("train")).getCommandSpec();
    Map<String, List<String>> sections = new HashMap<>();
    List<String> own = new ArrayList<>(names(train));
    train
        .mixins()
        .forEach(
            (mixin, spec) -> {
              String section = mixin.equals("files") ? "data" : mixin;
              sections.computeIfAbsent(section, first -> new ArrayList<>()).addAll(names(spec));
              own.removeAll(names(spec));
            });
    sections.computeIfAbsent("output", first -> new ArrayList<>()).addAll(own);
    sections.remove(Common.NAME);
    return sections;
  }

  private static List<String> names(CommandSpec spec) {
    return spec.options().stream().map(OptionSpec::longestName).toList();
  }
}
