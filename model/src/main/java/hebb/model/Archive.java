package hebb.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A zip file of a few known entries. Written without compression and with one fixed date, so that
/// the same content gives the same bytes. Read with suspicion: only the known names, each once,
/// with their checksums, and never more bytes than the file can honestly hold.
final class Archive {
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);
  private static final long SMALL = 16 << 20;
  private static final int HIGHEST_RATIO = 20;
  private static final int SHOWN = 24;

  private Archive() {}

  /// Writes the entries in the map's order.
  static void write(OutputStream out, Map<String, byte[]> entries) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (var content : entries.entrySet()) {
      ZipEntry entry = new ZipEntry(content.getKey());
      entry.setTimeLocal(DATE);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.getValue().length);
      entry.setCrc(checksum(content.getValue()));
      zip.putNextEntry(entry);
      zip.write(content.getValue());
      zip.closeEntry();
    }
    zip.finish();
  }

  /// Reads exactly the entries of the given names.
  ///
  /// @param what the file is, as in `a model file`
  /// @throws ModelException if the file cannot be read, is damaged or holds other entries
  static Map<String, byte[]> read(Path file, String what, List<String> names) {
    return read(file, what, names, "", "");
  }

  /// The same, and tells files that are taken for them by one of their entries.
  ///
  /// @param other an entry that only another kind of file has
  /// @param got what such a file is and what to do, behind `got`
  /// @throws ModelException if the file cannot be read, is damaged or holds other entries
  static Map<String, byte[]> read(
      Path file, String what, List<String> names, String other, String got) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          file
              + ": expected "
              + what
              + ", got "
              + (Files.exists(file) ? "a folder or device" : "nothing there")
              + ". Check the path.");
    }
    requireZip(file, what);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      long limit = Math.max(SMALL, HIGHEST_RATIO * Files.size(file));
      if (!other.isEmpty() && zip.getEntry(other) != null) {
        throw new ModelException(file + ": expected " + what + ", got " + got);
      }
      requireNames(file, zip, names);
      Map<String, byte[]> contents = new HashMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        contents.put(entry.getName(), content(file, zip, entry, limit));
      }
      return contents;
    } catch (ZipException e) {
      throw new ModelException(
          file
              + ": expected "
              + what
              + " (a zip of "
              + String.join(" and ", names)
              + "), got one that is damaged ("
              + e.getMessage()
              + "). Take another copy of it.",
          e);
    } catch (IOException | OutOfMemoryError e) {
      throw unreadable(file, e);
    }
  }

  /// Tells what never was such a file from one that is damaged.
  private static void requireZip(Path file, String what) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(SHOWN);
      if (first.length < 2 || first[0] != 'P' || first[1] != 'K') {
        throw new ModelException(
            file
                + ": expected "
                + what
                + ", got something else"
                + (first.length == 0
                    ? ", an empty file"
                    : ", which begins with '"
                        + shown(
                            new String(first, StandardCharsets.UTF_8)
                                .lines()
                                .findFirst()
                                .orElse(""))
                        + "'")
                + ". Name a file that train has written.");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ModelException unreadable(Path file, Throwable cause) {
    return new ModelException(
        file + ": cannot be read (" + cause.getMessage() + "). Check the path and its permissions.",
        cause);
  }

  /// An entry that was read.
  static byte[] entry(Map<String, byte[]> entries, String name) {
    return Objects.requireNonNull(entries.get(name));
  }

  private static void requireNames(Path file, ZipFile zip, List<String> names) {
    List<String> missing = new ArrayList<>(names);
    List<String> found = zip.stream().limit(100).map(ZipEntry::getName).toList();
    for (String name : found) {
      if (!missing.remove(name)) {
        throw damaged(file, "the entries " + names + ", got '" + shown(name) + "' too");
      }
    }
    if (!missing.isEmpty()) {
      throw damaged(file, "the entry " + missing.getFirst() + ", got none of that name");
    }
  }

  private static byte[] content(Path file, ZipFile zip, ZipEntry entry, long limit)
      throws IOException {
    if (entry.getSize() < 0 || entry.getSize() > Math.min(limit, Integer.MAX_VALUE - 8)) {
      throw damaged(
          file,
          "at most "
              + limit
              + " bytes in "
              + entry.getName()
              + " for a file of this size, got "
              + entry.getSize());
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
      if (bytes.length != entry.getSize() || checksum(bytes) != entry.getCrc()) {
        throw damaged(file, entry.getName() + " as it was written, got another checksum or length");
      }
      return bytes;
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static String shown(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}\ufffd]", "?");
    return clean.length() > 60 ? clean.substring(0, 60) + "..." : clean;
  }

  private static ModelException damaged(Path file, String expected) {
    return damaged(file, expected, null);
  }

  /// The error for a file that is not as it was written.
  static ModelException damaged(Path file, String expected, @Nullable Throwable cause) {
    return new ModelException(
        file + ": damaged; expected " + expected + ". Take another copy of the file.", cause);
  }

  /// The error for a document that could not be made sense of.
  static ModelException unsound(Path file, String document, Throwable cause) {
    String problem =
        cause instanceof JacksonException json
            ? json.getOriginalMessage()
            : String.valueOf(cause.getMessage());
    return damaged(file, "a sound " + document + ", got " + shortened(problem), cause);
  }

  private static String shortened(String text) {
    String line =
        text.lines()
            .findFirst()
            .orElse("")
            .replaceAll("\\p{Cntrl}", "?")
            .replaceAll("[;(].*", "")
            .strip();
    return line.length() > 400 ? line.substring(0, 200) + "..." : line;
  }
}
