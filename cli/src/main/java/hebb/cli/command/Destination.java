package hebb.cli.command;

import hebb.cli.output.CheckedOutput;
import hebb.cli.output.Session;
import hebb.data.DataException;
import hebb.model.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a command writes rows: standard output, or a file, whole or not at all.
final class Destination {
  private Destination() {}

  /// Writes rows and says how many there were.
  interface Rows {
    long write(OutputStream out) throws IOException;
  }

  /// Writes to `-o`, or to standard output if there is none.
  ///
  /// @param model a file that is read, and not to be written over
  /// @param data the same, or a demo set
  /// @return how many rows there were
  static long write(Session session, @Nullable Path out, Path model, List<String> data, Rows rows)
      throws IOException {
    if (out == null) {
      return rows.write(new CheckedOutput(session.out()));
    }
    refuseOnto(out, model);
    for (String each : data) {
      if (!DataSource.isDemo(each)) {
        refuseOnto(out, Path.of(each));
      }
    }
    session.interrupt().onSignal(Thread.currentThread()::interrupt);
    long[] count = {0};
    AtomicFiles.write(out, stream -> count[0] = rows.write(stream));
    session.interrupt().ignore();
    return count[0];
  }

  /// Checks that what is read is not written over.
  ///
  /// @throws DataException if it would be
  static void refuseOnto(Path target, Path source) throws IOException {
    if (Files.exists(target) && Files.exists(source) && Files.isSameFile(target, source)) {
      throw new DataException(
          target + ": expected another file than one that is read. Name another with -o.");
    }
  }
}
