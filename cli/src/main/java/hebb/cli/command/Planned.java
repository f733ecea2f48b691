package hebb.cli.command;

import hebb.cli.output.Numbers;
import hebb.data.Task;
import hebb.data.kind.Text;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TargetCode;
import hebb.data.text.Tokenizer;
import hebb.describe.ColumnDescription;
import hebb.describe.ColumnDescription.Role;
import hebb.describe.Description;
import hebb.model.ColumnLine;
import hebb.model.Plan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What training would make of a language, of pairs to translate or of a series: columns are none
/// of a table there, so that its plan says what they are.
///
/// @param plan of the training
record Planned(Plan plan) {
  private static final String SKIPPED = "skipped";
  private static final String TARGET = "target";
  private static final String TIME = "time";

  /// How columns are to be looked at: what is translated is cut as training cuts it, and a forecast
  /// takes numbers.
  SchemaOptions looked(SchemaOptions options) {
    List<String> used =
        plan.columns().stream()
            .filter(line -> !line.kind().equals(SKIPPED) && !line.kind().equals(TIME))
            .map(ColumnLine::name)
            .toList();
    return plan.task() == Task.TRANSLATE
        ? options.withKind(Text.NAME, used.stream().map(name -> name + "=" + tokens()).toList())
        : options.withNumeric(used);
  }

  /// Data with the roles of its columns, what a network gets of them, and the notes of the plan.
  Description of(Description data) {
    Map<String, ColumnLine> lines =
        plan.columns().stream().collect(Collectors.toMap(ColumnLine::name, Function.identity()));
    List<ColumnDescription> columns =
        data.columns().stream()
            .map(
                column ->
                    lines.containsKey(column.name())
                        ? as(column, lines.get(column.name()))
                        : column.with(Role.FEATURE, "", given()))
            .toList();
    return data.with(
        plan.task(),
        plan.task() == Task.TRANSLATE
            ? List.of(plan.target())
            : plan.targets().stream().map(TargetCode::column).toList(),
        columns,
        Stream.concat(plan.notes().stream(), plan.warnings().stream()).toList());
  }

  private ColumnDescription as(ColumnDescription column, ColumnLine line) {
    return switch (line.kind()) {
      case TARGET -> column.with(Role.TARGET, "", "predicted");
      case SKIPPED -> column.with(Role.LEFT_OUT, line.detail(), "left out");
      case TIME ->
          column.with(Role.FEATURE, column.reason(), "the order of the rows and their steps");
      default -> column.with(Role.FEATURE, "", given());
    };
  }

  /// What a network gets of a text or of a column of numbers.
  private String given() {
    if (plan.task() == Task.FORECAST) {
      return "standardised, "
          + Numbers.count(plan.used().forecast().window(), "step")
          + " before the forecast";
    }
    String cut = "cut into " + Tokenizer.of(tokens()).plural() + " as it is";
    int window = plan.used().language().window();
    return plan.task() == Task.TRANSLATE
        ? cut
        : plan.used().language().lines()
            ? cut + ", at most " + window + " of a line"
            : cut + ", in windows of " + window;
  }

  /// How texts are cut, as options say it behind the column.
  String tokens() {
    String said = plan.used().columns().columns(Text.NAME).getLast();
    return plan.columns().stream()
        .map(line -> line.name() + "=")
        .filter(said::startsWith)
        .findFirst()
        .map(before -> said.substring(before.length()))
        .orElseGet(() -> said.substring(1));
  }
}
