package hebb.data.language;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import hebb.data.table.TextSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A text to learn a language from, as it is in its file.
public final class Corpus {
  private static final int SHORT = 30;
  private static final int FEWEST_LINES = 20;

  private final String name;
  private final String text;
  private final String sha256;

  private Corpus(String name, String text, String sha256) {
    this.name = name;
    this.text = text;
    this.sha256 = sha256;
  }

  /// Reads a file of UTF-8 text, plain or gzip; a byte order mark is left out.
  ///
  /// @throws DataException if there is none, it is empty, or it is not text
  public static Corpus read(Path file) {
    TextSource.Whole whole = TextSource.whole(file);
    return new Corpus(
        String.valueOf(file.getFileName()), require(file.toString(), whole.text()), whole.sha256());
  }

  /// A text in memory.
  ///
  /// @param name what it is called in messages
  /// @throws DataException if it is empty
  public static Corpus of(String name, String text) {
    var digest = new Fingerprint();
    digest.add(text);
    return new Corpus(name, require(name, text), digest.text());
  }

  private static String require(String name, String text) {
    if (text.isBlank()) {
      throw new DataException(
          name
              + ": expected a text, got "
              + (text.isEmpty() ? "an empty file" : "nothing but blanks")
              + ". Give a file of text.");
    }
    return text;
  }

  /// What it is called.
  public String name() {
    return name;
  }

  /// The text.
  public String text() {
    return text;
  }

  /// The SHA-256 of its file, or of the text where there is none.
  public String sha256() {
    return sha256;
  }

  /// Its lines that are not blank, without blanks at their ends.
  public List<String> lines() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /// Whether its lines look like texts of their own: half of them have fewer than 30 characters.
  public boolean hasShortLines() {
    List<Integer> lengths = new ArrayList<>(lines().stream().map(String::length).sorted().toList());
    return lengths.size() >= FEWEST_LINES && lengths.get(lengths.size() / 2) < SHORT;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Corpus same && same.name.equals(name) && same.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, text);
  }

  /// As in `corpus.txt (1115394 characters)`.
  @Override
  public String toString() {
    return name + " (" + text.length() + " characters)";
  }
}
