package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.output.CheckedOutput;
import hebb.cli.output.Numbers;
import hebb.cli.output.Session;
import hebb.cli.output.TextTable;
import hebb.data.demo.Demo;
import hebb.data.table.RowWriter;
import hebb.data.table.Table;
import hebb.model.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb data`: the rows of a demo set.
@Command(
    name = "data",
    description = "Writes the rows of a demo set as CSV. Without a name it lists the sets.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb data demo:flower -o flower.csv",
      "  ./hebb data demo:spirals --rows 1000 --seed 7",
    })
public final class DataCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "demo:NAME", description = "A demo set.")
  private @Nullable String name;

  @Option(names = "--rows", paramLabel = "N", description = "How many rows (by set).")
  private @Nullable Integer rows;

  @Option(names = "--seed", paramLabel = "N", description = "Other seeds give other rows (42).")
  private long seed = DataSource.DEMO_SEED;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write (standard output).")
  private @Nullable Path out;

  public DataCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (name == null) {
      list();
      return ExitCode.DONE;
    }
    Demo demo = Demo.of(name);
    Table table = demo.table(rows == null ? demo.defaultRows() : rows, seed);
    if (out == null) {
      write(table, new CheckedOutput(session.out()));
      return ExitCode.DONE;
    }
    Path file = out;
    AtomicFiles.write(file, stream -> write(table, stream));
    session
        .out()
        .println(
            "Wrote "
                + Numbers.count(table.rows(), "row")
                + " of "
                + table.name()
                + " to "
                + file
                + ".");
    return ExitCode.DONE;
  }

  private static void write(Table table, OutputStream stream) throws IOException {
    var writer = RowWriter.to(stream, ',');
    writer.write(table);
    writer.flush();
  }

  private void list() {
    var sets = new TextTable("lrl").row("set", "rows", "target");
    for (Demo demo : Demo.values()) {
      sets.row(demo.title(), Numbers.count(demo.defaultRows()), demo.target());
    }
    sets.print(session.out());
  }
}
