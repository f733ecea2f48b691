package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  @Test
  void whatIsWrittenIsReadBack() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "hidden1/weight",
        Tensor.of(Shape.of(2, 3), 1, -2, 3.5f, Float.MIN_VALUE, -0f, Float.MAX_VALUE));
    tensors.put("a \"name\" with \u00e4", Tensor.of(Shape.SCALAR, 7));
    tensors.put("empty", Tensor.zeros(0, 4));
    SafeTensors read = SafeTensors.read("test", SafeTensors.bytes(tensors));
    assertThat(read.names()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertThat(read.shape(name)).isEqualTo(tensor.shape());
          assertThat(read.floats(name)).containsExactly(tensor.data());
        });
    assertThat(read.doubles("hidden1/weight")).startsWith(1, -2, 3.5);
  }

  @Test
  void numbersStartAtAMultipleOfEight() {
    byte[] bytes = SafeTensors.bytes(Map.of("x", Tensor.zeros(1)));
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void doublesKeepTheirPrecision() {
    ByteBuffer data =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(1.0 / 3).putDouble(-1e300);
    SafeTensors read =
        SafeTensors.read(
            "test", file("{'w':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}}", data.array()));
    assertThat(read.doubles("w")).containsExactly(1.0 / 3, -1e300);
    assertThat(read.floats("w")).containsExactly(1f / 3, Float.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]|a JSON object",
        "{]|a header in JSON",
        "{'a':1}|numbers of type F32 or F64",
        "{'a':{'dtype':'I8','shape':[4],'data_offsets':[0,4]}}|'I8'",
        "{'a':{'dtype':'F32','shape':[1]}}|a shape and two offsets",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|for a[2]",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|for a[-1]",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|for a[1]",
        "{'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}}|within 4",
        "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}|0 bytes of numbers",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|overlap",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|JSON",
      })
  void damageIsOneSentence(String header, String part) {
    assertThatThrownBy(() -> SafeTensors.read("weights", file(header, new byte[4])))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("weights: damaged; expected ")
        .hasMessageContaining(part);
  }

  @Test
  void aLengthBeyondTheFileIsDamage() {
    for (byte[] bytes :
        new byte[][] {
          {}, {1, 2}, {-1, -1, -1, -1, -1, -1, -1, -1}, {9, 0, 0, 0, 0, 0, 0, 0, '{', '}'}
        }) {
      assertThatThrownBy(() -> SafeTensors.read("weights", bytes))
          .isInstanceOf(ModelException.class);
    }
  }

  private static byte[] file(String header, byte[] data) {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
