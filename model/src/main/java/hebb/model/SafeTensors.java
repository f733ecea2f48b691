package hebb.model;

import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Named tensors in the safetensors format: the length of a JSON header in 8 bytes, little-endian;
/// the header, which gives each name its type, shape and place; then the numbers, row-major and
/// little-endian, without gaps. Reads `F32` and `F64`, writes `F32`.
public final class SafeTensors {
  private static final int LONGEST_HEADER = 100_000_000;
  private static final String METADATA = "__metadata__";

  private final String source;
  private final Map<String, Entry> entries;
  private final ByteBuffer data;

  private record Entry(Shape shape, int from, int width) {
    int end() {
      return from + shape.size() * width;
    }
  }

  private SafeTensors(String source, Map<String, Entry> entries, ByteBuffer data) {
    this.source = source;
    this.entries = entries;
    this.data = data;
  }

  /// Reads a file.
  ///
  /// @throws ModelException if it cannot be read or is not sound
  public static SafeTensors read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (IOException | OutOfMemoryError e) {
      throw new ModelException(
          file + ": expected a safetensors file, got none that can be read. Check the path.", e);
    }
  }

  /// Reads the bytes of a file; `source` names them in errors.
  ///
  /// @throws ModelException if they are not sound
  static SafeTensors read(String source, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < Long.BYTES ? -1 : buffer.getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, bytes.length - Long.BYTES)) {
      throw damaged(source, "a header that lies within the file, got a length of " + length);
    }
    try {
      JsonNode header = Json.mapper().readTree(bytes, Long.BYTES, (int) length);
      ByteBuffer data =
          buffer.slice(Long.BYTES + (int) length, bytes.length - Long.BYTES - (int) length);
      return new SafeTensors(
          source, entries(source, header, data.capacity()), data.order(ByteOrder.LITTLE_ENDIAN));
    } catch (JacksonException e) {
      throw damaged(source, "a header in JSON", e);
    }
  }

  private static Map<String, Entry> entries(String source, JsonNode header, int available) {
    if (!header.isObject()) {
      throw damaged(source, "a JSON object as header");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (var property : header.properties()) {
      if (!property.getKey().equals(METADATA)) {
        entries.put(
            property.getKey(), entry(source, property.getKey(), property.getValue(), available));
      }
    }
    requireNoGaps(source, entries, available);
    return entries;
  }

  private static Entry entry(String source, String name, JsonNode node, int available) {
    String type = node.path("dtype").asString("");
    int width = type.equals("F32") ? Float.BYTES : type.equals("F64") ? Double.BYTES : 0;
    if (width == 0) {
      throw damaged(source, "numbers of type F32 or F64 for " + name + ", got '" + type + "'");
    }
    JsonNode offsets = node.path("data_offsets");
    JsonNode dims = node.path("shape");
    boolean whole =
        dims.isArray()
            && offsets.isArray()
            && offsets.size() == 2
            && dims.values().stream()
                .allMatch(dim -> dim.canConvertToInt() && dim.isIntegralNumber())
            && offsets.values().stream()
                .allMatch(offset -> offset.canConvertToInt() && offset.isIntegralNumber());
    if (!whole) {
      throw damaged(source, "a shape and two offsets for " + name);
    }
    int[] sizes = dims.values().stream().mapToInt(JsonNode::asInt).toArray();
    long bytes = Arrays.stream(sizes).asLongStream().reduce(width, SafeTensors::product);
    int from = offsets.get(0).asInt();
    int to = offsets.get(1).asInt();
    if (from < 0 || to > available || bytes != (long) to - from) {
      throw damaged(
          source,
          "bytes "
              + from
              + " to "
              + to
              + " within "
              + available
              + " for "
              + name
              + Arrays.toString(sizes));
    }
    return new Entry(Shape.of(sizes), from, width);
  }

  /// The product of two sizes; -1 if one is negative or the product is longer than any array.
  private static long product(long a, long b) {
    return a < 0 || b < 0 || a * b > Integer.MAX_VALUE ? -1 : a * b;
  }

  private static void requireNoGaps(String source, Map<String, Entry> entries, int available) {
    int[][] places =
        entries.values().stream().map(e -> new int[] {e.from(), e.end()}).toArray(int[][]::new);
    Arrays.sort(
        places, (a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
    int at = 0;
    for (int[] place : places) {
      if (place[0] != at) {
        throw damaged(
            source, "tensors one after the other, got a gap or an overlap at byte " + place[0]);
      }
      at = place[1];
    }
    if (at != available) {
      throw damaged(source, at + " bytes of numbers, got " + available);
    }
  }

  /// The names, in the order of the header.
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /// The shape of a tensor.
  public Shape shape(String name) {
    return entry(name).shape();
  }

  /// The numbers of a tensor, those of type F64 rounded to float32.
  public float[] floats(String name) {
    Entry entry = entry(name);
    float[] values = new float[entry.shape().size()];
    ByteBuffer bytes =
        data.slice(entry.from(), entry.end() - entry.from()).order(ByteOrder.LITTLE_ENDIAN);
    if (entry.width() == Float.BYTES) {
      bytes.asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) bytes.getDouble();
      }
    }
    return values;
  }

  /// The numbers of a tensor in double precision.
  public double[] doubles(String name) {
    Entry entry = entry(name);
    if (entry.width() == Float.BYTES) {
      float[] values = floats(name);
      return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
    double[] values = new double[entry.shape().size()];
    ByteBuffer bytes =
        data.slice(entry.from(), entry.end() - entry.from()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new ModelException(
          source
              + ": expected a tensor '"
              + name
              + "', got only "
              + entries.keySet()
              + ". Check the file.");
    }
    return entry;
  }

  /// The bytes of a file that holds the tensors, in the map's order.
  static byte[] bytes(Map<String, Tensor> tensors) {
    ObjectNode header = Json.mapper().createObjectNode();
    long at = 0;
    for (var tensor : tensors.entrySet()) {
      ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", "F32");
      ArrayNode shape = entry.putArray("shape");
      Arrays.stream(tensor.getValue().shape().dims()).forEach(shape::add);
      long end = at + (long) Float.BYTES * tensor.getValue().data().length;
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    String text = Json.compact().writeValueAsString(header);
    byte[] json =
        (text + " ".repeat(-text.getBytes(StandardCharsets.UTF_8).length & 7))
            .getBytes(StandardCharsets.UTF_8);
    if (at + json.length + Long.BYTES > Integer.MAX_VALUE - 8) {
      throw new ModelException(
          "weights: expected at most 2^31 bytes, got " + at + ". Use a smaller network.");
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + (int) at).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (Tensor tensor : tensors.values()) {
      bytes.asFloatBuffer().put(tensor.data());
      bytes.position(bytes.position() + Float.BYTES * tensor.data().length);
    }
    return bytes.array();
  }

  private static ModelException damaged(String source, String expected) {
    return damaged(source, expected, null);
  }

  private static ModelException damaged(String source, String expected, @Nullable Throwable cause) {
    return new ModelException(
        source + ": damaged; expected " + expected + ". Take another copy of the file.", cause);
  }
}
