package hebb.cli.command;

import hebb.cli.output.CheckedOutput;
import hebb.cli.output.Session;
import hebb.data.DataException;
import hebb.data.Fingerprint;
import hebb.model.AtomicFiles;
import hebb.model.DataPart;
import hebb.model.Provenance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
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
  /// @param origin of the model, whose data is not to be written over either
  /// @param data files that are read, or a demo set
  /// @return how many rows there were
  static long write(
      Session session,
      @Nullable Path out,
      Path model,
      Provenance origin,
      List<String> data,
      Rows rows)
      throws IOException {
    if (out == null) {
      return rows.write(new CheckedOutput(session.out()));
    }
    for (String each : data) {
      if (!DataSource.isDemo(each)) {
        refuseOnto(out, Path.of(each));
      }
    }
    refuseOnto(out, model, origin);
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

  /// Checks that neither a model nor what it was trained on is written over: a file of the same
  /// name as that data, or of its bytes.
  ///
  /// @throws DataException if it would be
  static void refuseOnto(Path target, Path model, Provenance origin) throws IOException {
    refuseOnto(target, model);
    if (!Files.isRegularFile(target)) {
      return;
    }
    String name = String.valueOf(target.getFileName());
    boolean named =
        Stream.concat(
                Stream.of(origin.data()), origin.others().values().stream().map(DataPart::name))
            .map(data -> data.substring(data.replace('\\', '/').lastIndexOf('/') + 1))
            .anyMatch(name::equals);
    if (named || (!origin.sha256().isEmpty() && sha256(target).equals(origin.sha256()))) {
      throw new DataException(
          target
              + ": expected another file than one that the model was trained on, got "
              + (named ? "one of its name" : "one of the same bytes as " + origin.data())
              + ". Name another with -o.");
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
