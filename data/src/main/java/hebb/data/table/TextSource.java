package hebb.data.table;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file of UTF-8 text, plain or gzip, that knows the SHA-256 of its bytes once it is read.
/// Whoever reads the text must refuse NUL in it, which is told apart from other bad text by
/// [#failure].
public final class TextSource implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final DigestInputStream file;
  private final Reader reader;

  private TextSource(DigestInputStream file) throws IOException {
    this.file = file;
    this.reader = new InputStreamReader(unpacked(file), decoder());
  }

  /// Opens a file.
  ///
  /// @throws DataException if there is no such file or it cannot be read
  static TextSource open(Path path) {
    try {
      InputStream bytes = openBytes(path);
      try {
        return new TextSource(new DigestInputStream(bytes, Fingerprint.sha256()));
      } catch (IOException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /// A whole text, without the byte order mark that may begin it.
  ///
  /// @param sha256 of the file's bytes
  public record Whole(String text, String sha256) {}

  /// Reads a whole file.
  ///
  /// @throws DataException if there is no such file or it is not UTF-8 text
  public static Whole whole(Path path) {
    try (TextSource source = open(path)) {
      var text = new StringWriter();
      source.reader.transferTo(text);
      String read = text.toString();
      if (read.indexOf(0) >= 0) {
        throw new CharacterCodingException();
      }
      return new Whole(read.startsWith("\ufeff") ? read.substring(1) : read, source.sha256());
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /// The bytes of a file as they are stored.
  public static InputStream openBytes(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new DataException(path + ": expected a file, got a folder. Name a file in it.");
    }
    return Files.newInputStream(path);
  }

  /// A stream of unpacked bytes, if the first two say gzip; else the bytes as they are.
  public static InputStream unpacked(InputStream bytes) throws IOException {
    var buffered = new BufferedInputStream(bytes, BUFFER);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  Reader reader() {
    return reader;
  }

  /// The SHA-256 of the whole file, of which the rest is read for that.
  String sha256() throws IOException {
    file.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(file.getMessageDigest().digest());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /// The sentence for a file that could not be read.
  public static DataException failure(Path path, IOException cause) {
    String problem =
        switch (cause) {
          case CharacterCodingException e -> badText(path);
          case NoSuchFileException e ->
              ": expected a file, got nothing of that name. Check the path.";
          case AccessDeniedException e ->
              ": expected a file that may be read, got one that may not. Check its rights.";
          case EOFException e ->
              ": expected a whole gzip file, got one that is cut off. Copy or download it again.";
          case ZipException e ->
              ": expected a sound gzip file, got a damaged one. Copy or download it again.";
          default ->
              ": could not be read (" + cause.getMessage() + "). Check the disk and the path.";
        };
    return new DataException(path + problem, cause);
  }

  /// What is wrong with a file that holds a NUL byte or is not UTF-8, and where: the file is read
  /// again up to that place.
  private static String badText(Path path) {
    CharsetDecoder decoder = decoder();
    ByteBuffer in = ByteBuffer.allocate(BUFFER);
    CharBuffer out = CharBuffer.allocate(BUFFER);
    long before = 0;
    long line = 1;
    try (InputStream bytes = unpacked(openBytes(path))) {
      for (boolean end = false; !end; ) {
        int read = bytes.read(in.array(), in.position(), in.remaining());
        end = read < 0;
        in.position(in.position() + Math.max(read, 0)).flip();
        if (before == 0 && in.limit() >= 2 && isUtf16(in.get(0) & 0xff, in.get(1) & 0xff)) {
          return ": expected UTF-8, got UTF-16. Save the file as UTF-8.";
        }
        CoderResult result = decoder.decode(in, out, end);
        out.flip();
        while (out.hasRemaining()) {
          char c = out.get();
          if (c == 0) {
            return ", line "
                + line
                + ": expected text, got a NUL byte. Give a text file in UTF-8; this is binary data or"
                + " UTF-16.";
          }
          line += c == '\n' ? 1 : 0;
        }
        if (result.isError()) {
          return ", line "
              + line
              + ", byte "
              + (before + in.position() + 1)
              + ": expected UTF-8, got bytes that are not. Save the file as UTF-8; it may be Latin-1 or binary data.";
        }
        before += in.position();
        in.compact();
        out.clear();
      }
      return ": expected UTF-8, got something else. Save the file as UTF-8.";
    } catch (IOException e) {
      return ": expected UTF-8 text, got a file that cannot be read to its end. Copy it again.";
    }
  }

  private static boolean isUtf16(int first, int second) {
    return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
  }
}
