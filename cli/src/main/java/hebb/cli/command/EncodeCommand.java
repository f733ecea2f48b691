package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.UnseenFlags;
import hebb.cli.output.Numbers;
import hebb.cli.output.Session;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.model.Codes;
import hebb.model.Input;
import hebb.model.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb encode`: the rows of a file as a layer of a model sees them.
@Command(
    name = "encode",
    description = {
      "Writes the codes of a file's rows: what the network makes of them after one of its layers, in"
          + " columns code1, code2, ...",
      "Rows are taken one by one: memory does not grow with the file.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb encode digits.hebb demo:digits -o codes.csv",
      "  ./hebb encode iris.hebb more-iris.csv --layer hidden1",
    })
public final class EncodeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description =
          "A file with the model's columns (the target may be left out), series (.ts), images, sounds"
              + " or texts (a file, a folder), images (idx), demo:NAME, or - for standard input.")
  private String data = "";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write, whole or not at all (standard output).")
  private @Nullable Path out;

  @Option(
      names = "--layer",
      paramLabel = "PATH",
      description =
          "The layer, as inspect shows it (the narrowest before the output of an autoencoder, the"
              + " last before the output of any other model).")
  private @Nullable String layer;

  @Mixin private final ReadingFlags files = new ReadingFlags();

  @Mixin private final UnseenFlags cells = new UnseenFlags();

  public EncodeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (StandardInput input = StandardInput.of(data)) {
      return encode(input.place());
    }
  }

  private int encode(String place) throws IOException {
    ReadOptions reading = files.options();
    Model model = Model.load(file);
    Codes codes = layer == null ? model.codes() : model.codes(layer);
    Unseen unseen = cells.unseen();
    long rows =
        Destination.write(
            session,
            out,
            file,
            model.provenance(),
            List.of(place),
            stream -> encode(model, codes, place, reading, stream, unseen));
    String what =
        Numbers.count(rows, "row")
            + " as the "
            + Numbers.count(codes.size(), "number")
            + " of "
            + codes.layer();
    if (out != null) {
      session.out().println("Wrote " + what + " to " + out + ".");
    } else {
      session.err().println("hebb: wrote " + what + ".");
    }
    UnseenFlags.print(unseen, session.err());
    return ExitCode.DONE;
  }

  private static long encode(
      Model model, Codes codes, String data, ReadOptions reading, OutputStream to, Unseen unseen)
      throws IOException {
    Optional<DataSource> files = DataSource.files(model, List.of(data));
    if (files.isEmpty() && DataSource.isFile(data) && model.input() instanceof Input.OfTable) {
      return codes.write(Path.of(data), reading, to, unseen);
    }
    return switch (files.orElseGet(() -> DataSource.read(model, data, null, reading))) {
      case DataSource.Rows rows -> codes.write(rows.table(), to, unseen);
      case DataSource.Pictures pictures -> {
        unseen.note(model.notesOn(pictures.images()));
        yield codes.write(pictures.images(), to);
      }
    };
  }
}
