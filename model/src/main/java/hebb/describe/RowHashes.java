package hebb.describe;

import static java.nio.charset.StandardCharsets.UTF_8;

import hebb.data.kind.Column;
import hebb.data.kind.Kinds;
import hebb.data.schema.Schema;
import hebb.data.table.Cell;
import hebb.data.table.DecodedFiles;
import hebb.data.table.FileException;
import hebb.data.table.Folder;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.List;
import java.util.stream.IntStream;

/// Rows as 64 bits each: equal rows have equal ones, whether a file was read as numbers or as
/// texts; that different rows have equal ones is not to be expected below a billion rows. Of a cell
/// that names a file, what is in the file counts.
final class RowHashes {
  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final long NONE = 0x5851F42D4C957F2DL;
  private static final int LOOKED = 256;

  private final long[] whole;
  private final long[] features;
  private final long[] targets;
  private boolean continuous;

  /// @param columns those that are looked at
  RowHashes(Table table, Schema schema, List<Column> columns) {
    whole = new long[table.rows()];
    features = new long[table.rows()];
    targets = new long[table.rows()];
    for (Column column : columns) {
      long[] own = of(table, column);
      add(whole, own);
      if (schema.targets().contains(column.name())) {
        add(targets, own);
      } else if (schema.features().contains(column)) {
        add(features, own);
        continuous |= mostlyDiffers(own);
      }
    }
  }

  /// All columns that are looked at.
  long[] whole() {
    return whole;
  }

  /// What a network sees.
  long[] features() {
    return features;
  }

  /// What it sees and is to say.
  long[] used() {
    long[] used = features.clone();
    add(used, targets);
    return used;
  }

  /// Whether a column has so many different values that equal rows are no chance.
  boolean isContinuous() {
    return continuous;
  }

  private static void add(long[] to, long[] own) {
    for (int row = 0; row < to.length; row++) {
      to[row] = mix(to[row], own[row]);
    }
  }

  /// More than half of some rows have a value of their own.
  private static boolean mostlyDiffers(long[] hashes) {
    int count = Math.min(LOOKED, hashes.length);
    int step = hashes.length / Math.max(1, count);
    return IntStream.range(0, count).mapToLong(i -> hashes[i * step]).distinct().count()
        > count / 2;
  }

  private static long[] of(Table table, Column column) {
    long[] hashes = new long[table.rows()];
    switch (table.cells(column.name())) {
      case Numbers numbers -> {
        for (int row = 0; row < hashes.length; row++) {
          hashes[row] = number(numbers.get(row));
        }
      }
      case Texts texts -> {
        boolean files =
            Kinds.features().stream()
                .filter(kind -> kind.name().equals(column.kind()))
                .anyMatch(kind -> kind.files(table.folder(), column.format()).isPresent());
        long[] byCode =
            texts.dictionary().parallelStream()
                .mapToLong(text -> files ? file(table.folder(), text) : text(text))
                .toArray();
        for (int row = 0; row < hashes.length; row++) {
          int code = texts.code(row);
          hashes[row] = code < 0 ? NONE : byCode[code];
        }
      }
    }
    return hashes;
  }

  private static long number(double value) {
    return Double.isNaN(value) ? NONE : Double.doubleToLongBits(value + 0.0);
  }

  private static long text(String text) {
    double number = Cell.isCode(text) ? Double.NaN : Cell.number(text);
    return Double.isFinite(number) ? number(number) : bytes(text.getBytes(UTF_8));
  }

  private static long file(Folder folder, String name) {
    try {
      return bytes(DecodedFiles.bytes(folder, name));
    } catch (FileException e) {
      return text(name);
    }
  }

  /// Of bytes in their order.
  static long bytes(byte[] bytes) {
    long hash = bytes.length;
    for (byte b : bytes) {
      hash = (hash ^ b) * ODD;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /// A hash with more taken in (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
  static long mix(long hash, long more) {
    long mixed = (hash + ODD ^ more) * 0xBF58476D1CE4E5B9L;
    mixed ^= mixed >>> 27;
    mixed *= 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
