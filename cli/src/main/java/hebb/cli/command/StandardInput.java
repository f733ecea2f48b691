package hebb.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Places of data of which `-` is standard input. That is kept in a file meanwhile, since data is
/// read twice: its end says how its beginning is read.
final class StandardInput implements AutoCloseable {
  private static final String NAME = "-";

  private final List<String> places;
  private final @Nullable Path file;

  private StandardInput(List<String> places, @Nullable Path file) {
    this.places = places;
    this.file = file;
  }

  /// Reads standard input to its end if a place names it.
  static StandardInput of(List<String> places) throws IOException {
    if (!places.contains(NAME)) {
      return new StandardInput(places, null);
    }
    Path file = Files.createTempDirectory("hebb").resolve("standard-input");
    var input =
        new StandardInput(
            places.stream().map(place -> place.equals(NAME) ? file.toString() : place).toList(),
            file);
    try {
      Files.copy(System.in, file);
    } catch (IOException e) {
      input.close();
      throw e;
    }
    return input;
  }

  /// What a place is called for people.
  static String said(String place) {
    return place.equals(NAME) ? "standard input" : place;
  }

  /// The same of one place.
  static StandardInput of(String place) throws IOException {
    return of(List.of(place));
  }

  /// The places, each a file, a folder or a demo set.
  List<String> places() {
    return places;
  }

  /// The one place.
  String place() {
    return places.getFirst();
  }

  /// Deletes the file.
  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.toAbsolutePath().getParent());
    }
  }
}
