package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.UsageException;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.Session;
import hebb.cli.trace.TraceJson;
import hebb.cli.trace.TracePage;
import hebb.cli.trace.TraceText;
import hebb.data.DataException;
import hebb.model.AtomicFiles;
import hebb.model.Input;
import hebb.model.Model;
import hebb.trace.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb trace`: every number that a network makes of one row.
@Command(
    name = "trace",
    description = {
      "Shows how a model predicts one row, layer by layer, and where the row has its target the",
      "gradients: each number with its formula. -o writes a page on which each number opens as the",
      "sum that it is.",
    },
    customSynopsis = "hebb trace MODEL --data DATA --row N [OPTIONS]",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb trace iris.hebb --data iris.csv --row 51",
      "  ./hebb trace flower.hebb --data demo:flower --row 3 -o trace.html",
    })
public final class TraceCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Rows with the model's columns, images, demo:NAME, or - for standard input.")
  private @Nullable String place;

  @Option(names = "--row", paramLabel = "N", description = "Which row, from 1.")
  private @Nullable Integer row;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The labels (idx) of images (idx).")
  private @Nullable Path labels;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write a page, whole or not at all: a name that ends in .html.")
  private @Nullable Path out;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Mixin private final ReadingFlags files = new ReadingFlags();

  public TraceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (place == null || row == null) {
      throw new UsageException(
          "trace: expected --data DATA and --row N, got "
              + (place != null ? "--data alone" : row != null ? "--row alone" : "neither")
              + ". Name the rows, and one of them from 1 on.");
    }
    if (row < 1) {
      throw new UsageException(
          "--row: expected 1 or more, since rows count from 1, got " + row + ".");
    }
    if (out != null && !out.toString().endsWith(".html")) {
      throw new UsageException(
          "-o: expected a name that ends in .html, got '" + out + "'. Add it.");
    }
    Model model = Model.load(file);
    requireRows(model);
    String said = StandardInput.said(place);
    Trace trace;
    try (StandardInput input = StandardInput.of(place)) {
      trace =
          switch (DataSource.read(model, input.place(), labels, files.options())) {
            case DataSource.Rows rows ->
                at(row, rows.table().rows(), said, i -> model.trace(rows.table(), i));
            case DataSource.Pictures pictures ->
                at(row, pictures.images().rows(), said, i -> model.trace(pictures.images(), i));
          };
    }
    String title = file.getFileName() + ", row " + row + " of " + said;
    if (out != null) {
      byte[] page = TracePage.of(trace, title).getBytes(StandardCharsets.UTF_8);
      AtomicFiles.write(out, stream -> stream.write(page));
    }
    print(model, trace, said);
    return ExitCode.DONE;
  }

  private void requireRows(Model model) {
    String of =
        switch (model.input()) {
          case Input.OfTable table -> "";
          case Input.OfImages images -> "";
          case Input.OfForecast forecast -> "a forecast, which takes a series";
          case Input.OfLanguage language -> "a language";
          case Input.OfTranslation translation -> "a translation";
        };
    if (!of.isEmpty()) {
      throw new DataException(
          file
              + ": expected a model of rows that stand by themselves, got one of "
              + of
              + ". Trace a model of a table, texts, images or series with a target.");
    }
  }

  private static Trace at(int number, int rows, String data, IntFunction<Trace> trace) {
    if (number > rows) {
      throw new DataException(
          "--row: expected 1 to " + rows + ", the rows of " + data + ", got " + number + ".");
    }
    return trace.apply(number - 1);
  }

  private void print(Model model, Trace trace, String data) {
    if (json) {
      var object = new LinkedHashMap<String, Object>();
      object.put("model", file.toString());
      object.put("data", data);
      object.put("row", row);
      object.putAll(TraceJson.of(trace));
      session.out().println(JsonText.of(object));
    } else if (out != null) {
      Layout.text(session.out(), "In words", String.join(" ", trace.words()));
      session.out().println("Wrote row " + row + " of " + data + " to " + out + ".");
    } else {
      Layout.entry(
          session.out(), "Model", file + ", " + Numbers.count(model.parameters(), "parameter"));
      Layout.entry(session.out(), "Data", data + ", row " + row);
      TraceText.print(session.out(), trace);
    }
  }
}
