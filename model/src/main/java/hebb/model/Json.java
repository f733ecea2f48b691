package hebb.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hebb.data.image.Augmentation;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Kinds;
import hebb.data.schema.TargetCode;
import hebb.metric.Metric;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Layers;
import hebb.nn.layer.Padding;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import hebb.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/// How records are written as JSON: components in order, activations and the like by their text
/// form, the members of sealed families by a `kind`. Reading takes nothing it does not know and
/// nothing twice; no class is named in a file.
final class Json {
  /// Layers that were known when a mapper was made, and the mapper.
  private record Made(Map<String, Class<? extends Layer>> layers, JsonMapper mapper) {}

  private static volatile Made made = new Made(Map.of(), new JsonMapper());

  private Json() {}

  /// Writes with line breaks, to be read by people; knows all layers that are registered.
  static JsonMapper mapper() {
    Made present = made;
    Map<String, Class<? extends Layer>> layers = Layers.kinds();
    if (!present.layers.equals(layers)) {
      present = new Made(layers, mapper(layers));
      made = present;
    }
    return present.mapper;
  }

  /// Writes in one line.
  static ObjectWriter compact() {
    return mapper().writer().without(SerializationFeature.INDENT_OUTPUT);
  }

  /// A record as the bytes of a file.
  static byte[] bytes(Object document) {
    String json = mapper().writeValueAsString(document).replace("\r\n", "\n");
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Reads a record that says its `format`.
  ///
  /// @param name of the entry in the file
  /// @param format the latest that is understood
  /// @param older turns a document of an earlier format into one of this
  /// @throws ModelException if the format is a later one or none
  /// @throws JacksonException if it is not such a record
  static <T> T read(
      Path file,
      String name,
      byte[] json,
      int format,
      Class<T> type,
      UnaryOperator<JsonNode> older) {
    JsonNode root = mapper().readTree(json);
    int got = root.path("format").asInt(0);
    if (got > format) {
      throw new ModelException(
          file
              + ": expected a "
              + name
              + " of format "
              + format
              + ", got format "
              + got
              + ", which is of a later version. Use a newer hebb to read it.");
    }
    if (got < 1) {
      throw Archive.damaged(file, "a format in " + name, null);
    }
    return mapper().treeToValue(got < format ? older.apply(root) : root, type);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface ByKind {}

  private static JsonMapper mapper(Map<String, Class<? extends Layer>> layers) {
    SimpleModule texts = new SimpleModule("hebb");
    text(texts, Activation.class, a -> a.spec().toString(), Activation::of);
    text(texts, Initializer.class, i -> i.spec().toString(), Initializer::of);
    text(texts, Padding.class, Padding::toString, Padding::of);
    text(texts, Augmentation.class, Augmentation::toString, Augmentation::of);
    text(texts, Loss.class, l -> l.spec().toString(), Loss::of);
    text(texts, Optimizer.class, o -> o.spec().toString(), Optimizer::of);
    text(texts, Metric.class, m -> m.spec().toString(), Metric::of);
    text(texts, Schedule.class, s -> s.spec().toString(), Schedule::of);
    texts.addSerializer(Double.class, new MeasureWriter());
    texts.addSerializer(Shape.class, new ShapeWriter());
    texts.addDeserializer(Shape.class, new ShapeReader());
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(texts)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    Kinds.features().forEach(kind -> kind(builder, ColumnCode.class, kind.code(), kind.name()));
    kind(builder, TargetCode.class, TargetCode.Classes.class, "classes");
    kind(builder, TargetCode.class, TargetCode.Quantity.class, "quantity");
    kind(builder, Input.class, Input.OfTable.class, "table");
    kind(builder, Input.class, Input.OfImages.class, "images");
    kind(builder, Input.class, Input.OfForecast.class, "forecast");
    kind(builder, Input.class, Input.OfLanguage.class, "language");
    kind(builder, Input.class, Input.OfTranslation.class, "translation");
    layers.forEach((name, type) -> kind(builder, Layer.class, type, name));
    return builder.build();
  }

  private static <T> void kind(
      JsonMapper.Builder builder, Class<T> family, Class<? extends T> member, String name) {
    builder.addMixIn(family, ByKind.class).registerSubtypes(new NamedType(member, name));
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(type, new TextWriter<>(write));
    module.addDeserializer(type, new TextReader<>(read));
  }

  private static final class TextWriter<T> extends ValueSerializer<T> {
    private final Function<T, String> text;

    TextWriter(Function<T, String> text) {
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context)
        throws JacksonException {
      out.writeString(text.apply(value));
    }
  }

  private static final class TextReader<T> extends ValueDeserializer<T> {
    private final Function<String, T> value;

    TextReader(Function<String, T> value) {
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws JacksonException {
      return value.apply(in.getString());
    }
  }

  /// Measures, which are undefined where they are not finite.
  private static final class MeasureWriter extends ValueSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context)
        throws JacksonException {
      if (Double.isFinite(value)) {
        out.writeNumber(value.doubleValue());
      } else {
        out.writeNull();
      }
    }
  }

  private static final class ShapeWriter extends ValueSerializer<Shape> {
    @Override
    public void serialize(Shape shape, JsonGenerator out, SerializationContext context)
        throws JacksonException {
      int[] dims = shape.dims();
      out.writeArray(dims, 0, dims.length);
    }
  }

  private static final class ShapeReader extends ValueDeserializer<Shape> {
    @Override
    public Shape deserialize(JsonParser in, DeserializationContext context)
        throws JacksonException {
      return Shape.of(in.readValueAs(int[].class));
    }
  }
}
