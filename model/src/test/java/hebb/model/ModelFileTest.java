package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  private static final String DOCUMENT = "model.json";
  private static final String WEIGHTS = "weights.safetensors";

  @TempDir Path folder;

  static Stream<Model> models() {
    return Stream.of(Examples.flower(), Examples.regression(), Examples.digits());
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelIsReadBackAsItWas(Model model) throws IOException {
    Path file = folder.resolve("a.hebb");
    model.save(file);
    Model read = Model.load(file);
    assertThat(read.input()).isEqualTo(model.input());
    assertThat(read.network()).isEqualTo(model.network());
    assertThat(read.options()).isEqualTo(model.options());
    assertThat(read.results()).isEqualTo(model.results());
    assertThat(read.provenance()).isEqualTo(model.provenance());
    assertThat(read.layers()).isEqualTo(model.layers());
    float[] row = new float[InputSpec.size(model.inputs())];
    Arrays.fill(row, 0.3f);
    assertThat(read.predict(row)).isEqualTo(model.predict(row));

    Path again = folder.resolve("b.hebb");
    read.save(again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void aByteThatChangedIsMetOrDoesNotMatter() throws IOException {
    Path good = folder.resolve("good.hebb");
    Examples.flower().save(good);
    byte[] bytes = Files.readAllBytes(good);
    Path file = folder.resolve("bad.hebb");
    Path again = folder.resolve("again.hebb");
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      Files.write(file, changed);
      try {
        Model.load(file).save(again);
        assertThat(Files.readAllBytes(again)).as("byte %d", i).isEqualTo(bytes);
      } catch (ModelException e) {
        assertThat(e.getMessage())
            .as("byte %d", i)
            .startsWith(file.toString())
            .doesNotContain("\n");
      }
    }
  }

  @Test
  void aFileThatIsCutOffIsMet() throws IOException {
    Path file = folder.resolve("cut.hebb");
    Examples.flower().save(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length += 1 + length / 50) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Model.load(file)).isInstanceOf(ModelException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\" : 2|\"format\" : 3|a later version",
        "\"format\" : 2|\"format\" : \"x\"|a format",
        "\"units\" : 3|\"units\" : 4|weights hidden1/weight[2, 4] as",
        "\"units\" : 3|\"units\" : 1000000000|weights hidden1/weight[2, 1000000000] as",
        "\"units\" : 3|\"units\" : -1|dense: units",
        "\"units\" : 3|\"units\" : null|a sound model.json of format 2",
        "\"kind\" : \"dense\"|\"kind\" : \"java.lang.Runtime\"|a sound model.json of format 2",
        "\"activation\" : \"relu\"|\"activation\" : \"rule\"|Did you mean relu?",
        "\"loss\" : \"binary_cross_entropy\"|\"loss\" : null|a sound model.json of format 2",
        "\"seed\" : 42|\"sead\" : 42|'seed'",
        "\"target\" : \"colour\"|\"target\" : null|damaged",
        "\"kind\" : \"numeric\"|\"kind\" : \"numerIc\"|kind: expected one of",
        "\"column\" : \"x1\"|\"column\" : \"x\"|encoding: expected the columns [x1, x2]",
        "\"targets\" : [ \"colour\" ]|\"targets\" : [ \"x1\" ]|encoding: expected the columns [x2, colour]",
        "\"labels\" : [ \"blue\", \"red\" ]|\"labels\" : [ ]|damaged",
        "\"labels\" : [ \"blue\", \"red\" ]|\"labels\" : [ \"blue\", null ]|damaged",
      })
  void aDocumentThatIsNotSoundIsMet(String from, String to, String part) throws IOException {
    Map<String, byte[]> entries = entries();
    String json = new String(entries.getOrDefault(DOCUMENT, new byte[0]), StandardCharsets.UTF_8);
    assertThat(json).contains(from);
    entries.put(
        DOCUMENT, json.replaceFirst(Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8));
    meets(entries, part);
  }

  @Test
  void weightsThatDoNotFitAreMet() throws IOException {
    Map<String, Tensor> weights = weights();
    weights.put("hidden1/weight", Tensor.zeros(3, 3));
    meets(entries(weights), "weights hidden1/weight[2, 3]");

    weights = weights();
    weights.put("output/bias", Tensor.of(Shape.of(1), Float.NaN));
    meets(entries(weights), "finite weights in output/bias, got NaN");

    weights = weights();
    weights.put("more", Tensor.zeros(1));
    meets(entries(weights), "'more' too");

    weights = weights();
    weights.remove("output/bias");
    meets(entries(weights), "weights output/bias[1]");
  }

  @Test
  void entriesThatDoNotBelongAreMet() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("../evil", new byte[1]);
    meets(entries, "'../evil' too");

    entries = entries();
    entries.remove(WEIGHTS);
    meets(entries, "the entry weights.safetensors");

    meets(Map.of(), "the entry model.json");
  }

  @Test
  void aBombIsMetBeforeItIsUnpacked() throws IOException {
    Path file = folder.resolve("bomb.hebb");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(DOCUMENT));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.putNextEntry(new ZipEntry(WEIGHTS));
      zip.write(zeros);
    }
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void otherFilesAreMet() throws IOException {
    assertThatThrownBy(() -> Model.load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("a folder");
    Path file = folder.resolve("no.hebb");
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nothing there");
    Files.writeString(file, "x1,x2\n1,2\n");
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model file");
  }

  private Map<String, byte[]> entries() {
    Path file = folder.resolve("entries.hebb");
    Examples.flower().save(file);
    return new LinkedHashMap<>(Archive.read(file, "a model file", List.of(DOCUMENT, WEIGHTS)));
  }

  private Map<String, Tensor> weights() {
    SafeTensors read = SafeTensors.read("weights", entries().getOrDefault(WEIGHTS, new byte[0]));
    Map<String, Tensor> weights = new LinkedHashMap<>();
    read.names().forEach(name -> weights.put(name, Tensor.of(read.shape(name), read.floats(name))));
    return weights;
  }

  private Map<String, byte[]> entries(Map<String, Tensor> weights) {
    Map<String, byte[]> entries = entries();
    entries.put(WEIGHTS, SafeTensors.bytes(weights));
    return entries;
  }

  private void meets(Map<String, byte[]> entries, String part) throws IOException {
    Path file = folder.resolve("odd.hebb");
    try (OutputStream out = Files.newOutputStream(file)) {
      Archive.write(out, entries);
    }
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(part);
  }
}
