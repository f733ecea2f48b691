package hebb.data.table;

import java.util.List;
import java.util.Locale;

/// Files that are rows of data, told by how their names end.
public enum FileType {
  /// PNG, JPEG, GIF and BMP.
  IMAGE("image", "images (PNG, JPEG, GIF or BMP)", ".png", ".jpg", ".jpeg", ".gif", ".bmp"),
  /// WAV.
  SOUND("sound", "sounds (WAV)", ".wav", ".wave");

  private final String column;
  private final String words;
  private final List<String> endings;

  FileType(String column, String words, String... endings) {
    this.column = column;
    this.words = words;
    this.endings = List.of(endings);
  }

  /// What the column of the files of a folder is called.
  public String column() {
    return column;
  }

  /// What they are, as in `sounds (WAV)`.
  String words() {
    return words;
  }

  /// Whether a name ends so.
  public boolean isNamed(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(small::endsWith);
  }
}
