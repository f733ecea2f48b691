package hebb.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.kind.Column;
import hebb.data.kind.Fit;
import hebb.data.schema.Encoder;
import hebb.data.schema.Encoding;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TableDataset;
import hebb.data.schema.Unseen;
import hebb.data.sound.SoundDecoder;
import hebb.data.sound.SoundException;
import hebb.data.sound.SoundFiles;
import hebb.data.sound.Waveform;
import hebb.data.table.FileFolder;
import hebb.data.table.Folder;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// WAV files from bytes to what a network gets.
class SoundTest {
  private static final SchemaOptions CLASS = SchemaOptions.target("class");

  @TempDir Path folder;

  /// A form of samples.
  ///
  /// @param step how far apart two samples are that it can tell
  record Form(AudioFormat.Encoding encoding, int bits, double step) {}

  static Stream<Form> forms() {
    return Stream.of(
        new Form(AudioFormat.Encoding.PCM_UNSIGNED, 8, 1 / 128.0),
        new Form(AudioFormat.Encoding.PCM_SIGNED, 16, 1 / 32768.0),
        new Form(AudioFormat.Encoding.PCM_SIGNED, 24, 1 / 8388608.0),
        new Form(AudioFormat.Encoding.PCM_SIGNED, 32, 1e-7),
        new Form(AudioFormat.Encoding.PCM_FLOAT, 32, 1e-9));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void samplesOfEveryFormAreRead(Form form) throws IOException, SoundException {
    float[] left = Wav.tone(8000, 440, 100);
    float[] right = Wav.tone(8000, 900, 100);
    left[7] = -1;
    Waveform mono = SoundDecoder.present().decode(Wav.of(8000, form.encoding(), form.bits(), left));
    assertThat(mono.rate()).isEqualTo(8000);
    assertThat(mono.samples()).hasSize(100);
    Waveform mixed =
        SoundDecoder.present().decode(Wav.of(11_025, form.encoding(), form.bits(), left, right));
    assertThat(mixed.rate()).isEqualTo(11_025);
    for (int i = 0; i < 100; i++) {
      assertThat((double) mono.samples()[i]).isCloseTo(left[i], within(form.step()));
      double mean = (left[i] + right[i]) / 2;
      assertThat((double) mixed.samples()[i]).isCloseTo(mean, within(form.step()));
    }
  }

  static Stream<Arguments> wrong() throws IOException {
    byte[] file = Wav.of(8000, Wav.tone(8000, 440, 100));
    byte[] strange = file.clone();
    strange[20] = 85;
    byte[] slow = Wav.of(8000, Wav.tone(8000, 440, 100));
    Arrays.fill(slow, 24, 28, (byte) 0);
    slow[24] = 100;
    return Stream.of(
        Arguments.of("is empty", new byte[0]),
        Arguments.of("is no WAV", "RIFF, a text".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "is no WAV", new byte[] {(byte) 0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13}),
        Arguments.of("has no samples", Wav.of(8000, new float[0])),
        Arguments.of("is cut off", Arrays.copyOf(file, 144)),
        Arguments.of("is damaged or cut off", Arrays.copyOf(file, 30)),
        Arguments.of("form that is not read", strange),
        Arguments.of("has 100 samples a second, where 1000 to 400000 are read", slow));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsNoSoundIsSaid(String message, byte[] file) throws IOException {
    var files = new SoundFiles(Folder.of(folder), 8000, 100);
    Files.write(folder.resolve("a.wav"), file);
    assertThatThrownBy(() -> files.read("a.wav")).hasMessageContaining(message);
    assertThatThrownBy(() -> files.read("none.wav")).hasMessage("is not there");
  }

  private void wav(String name, int rate, double hertz, int samples) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Wav.of(rate, Wav.tone(rate, hertz, samples)));
  }

  private Table folder() throws IOException {
    for (int i = 0; i < 4; i++) {
      wav("low/" + i + ".wav", 8000, 300 + i, 800 + 80 * i);
      wav("high/" + i + ".WAV", 8000, 2000 + i, 1600);
    }
    wav("high/other.wav", 16_000, 2000, 3200);
    Files.writeString(folder.resolve("low/broken.wav"), "none");
    Files.writeString(folder.resolve("low/notes.txt"), "none");
    return FileFolder.read(folder).train();
  }

  @Test
  void aFolderOfSoundsIsSpectrogramsByClass() throws IOException {
    Table table = folder();
    assertThat(table.columns()).containsExactly("sound", "class");
    assertThat(table.notes())
        .containsExactly(
            "1 file is passed over, as its name ends otherwise than those of sounds: low/notes.txt.");
    Schema schema = Schema.infer(table, CLASS);
    Column column = schema.columns().getFirst();
    assertThat(column.summary()).isEqualTo("sounds of 8000 samples a second, up to 18 frames");
    assertThat(schema.notes())
        .anyMatch(
            note ->
                note.equals(
                    "Column 'sound' holds 1 sound of another rate than 8000 samples a second, which"
                        + " is resampled."));
    var unseen = new Unseen();
    schema.lookAtFiles(table, unseen);
    assertThat(unseen.notes())
        .containsExactly(
            "1 row whose sound cannot be read is left out: low/broken.wav is no WAV.",
            "1 sound is of another rate than 8000 samples a second, such as 16000, and is resampled.");
    assertThat(schema.notesOnFiles(table))
        .containsExactly("1 row whose sound cannot be read is left out: low/broken.wav is no WAV.");
    int[] rows = schema.withReadableFiles(table, IntStream.range(0, table.rows()).toArray());
    assertThat(rows).hasSize(9);
    Encoder encoder = Encoder.learn(table, schema, rows);
    assertThat(encoder.inputs()).containsExactly(InputSpec.of("sound", Shape.of(18, 40)).varying());
    TableDataset data = TableDataset.of(encoder, table, rows);
    assertThat(IntStream.of(0, 4, 5, 8).map(data::length)).containsExactly(18, 18, 8, 11);
    float[] all = new float[rows.length * 721];
    encoder.encode(table, rows, all);
    double sum = 0;
    double squares = 0;
    int frames = 0;
    for (int r = 0; r < rows.length; r++) {
      int length = (int) all[r * 721];
      frames += length;
      for (int f = 0; f < length; f++) {
        float x = all[r * 721 + 1 + f * 40 + 7];
        sum += x;
        squares += x * x;
      }
    }
    assertThat(sum / frames).isCloseTo(0, within(1e-4));
    assertThat(squares / frames).isCloseTo(1, within(1e-4));
  }

  @Test
  void bytesNamesAndAnotherRateGiveTheSame() throws IOException {
    Table table = folder();
    Schema schema = Schema.infer(table, CLASS);
    int[] rows = schema.withReadableFiles(table, IntStream.range(0, table.rows()).toArray());
    Encoder encoder = Encoder.learn(table, schema, rows);
    float[] named = encoder.encode(Map.of("sound", folder.resolve("high/0.WAV")));
    byte[] bytes = Files.readAllBytes(folder.resolve("high/0.WAV"));
    assertThat(encoder.encode(Map.of("sound", bytes))).containsExactly(named);
    float[] resampled = encoder.encode(Map.of("sound", folder.resolve("high/other.wav")));
    for (int f = 1; f < 17; f++) {
      int loudest = 1 + f * 40 + 28;
      assertThat(resampled[loudest]).isCloseTo(named[loudest], within(0.05f));
    }
    float[] out = new float[721];
    assertThat(encoder.encode(Map.of("sound", folder.resolve("none.wav")), out))
        .singleElement()
        .matches(cell -> cell.fit() == Fit.UNREADABLE);
    assertThat(out[0]).isEqualTo(1);
    assertThat(Arrays.copyOfRange(out, 1, 721)).containsOnly(0);
    wav("long.wav", 8000, 500, 4000);
    assertThat(encoder.encode(Map.of("sound", folder.resolve("long.wav")), out))
        .singleElement()
        .matches(cell -> cell.fit() == Fit.CUT);
    assertThat(out[0]).isEqualTo(18);
  }

  @Test
  void aColumnOfATableNamesSounds() throws IOException {
    folder();
    StringBuilder text = new StringBuilder("file,size,class\n");
    for (int i = 0; i < 4; i++) {
      text.append("low/%d.wav,%d,a\nhigh/%d.WAV,%d,b\n".formatted(i, i, i, 9 - i));
    }
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    Table table = TableReader.read(file);
    Schema schema = Schema.infer(table, CLASS);
    assertThat(schema.columns()).extracting(Column::kind).startsWith("sound", "numeric");
    int[] rows = {0, 1, 2, 3, 4, 5};
    Encoding encoding = Encoder.learn(table, schema, rows).encoding();
    assertThat(new Encoder(encoding).inputs()).hasSize(2);
    Table again = TableReader.read(file);
    float[] first = new float[new Encoder(encoding).width()];
    new Encoder(encoding).encode(again, new int[] {3}, first, new Unseen());
    assertThat(first[0]).isNotZero();
    Schema cut = Schema.infer(table, CLASS.withKind("sound", List.of("file=1")));
    assertThat(cut.columns().getFirst().format()).isEqualTo("8000x18");
    assertThatThrownBy(() -> Schema.infer(table, CLASS.withKind("sound", List.of("file=0"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "--sound: expected the most seconds of a sound that count, 1 to 3600");
  }

  @Test
  void longSoundsAreCutAndThatIsSaid() throws IOException {
    wav("a/1.wav", 8000, 300, 8000 * 12);
    wav("b/1.wav", 8000, 900, 8000);
    Table table = FileFolder.read(folder).train();
    Schema schema = Schema.infer(table, CLASS);
    assertThat(schema.notes())
        .anyMatch(
            note ->
                note.equals(
                    "Column 'sound' holds sounds of up to 12 seconds, of which the first 10 count;"
                        + " --sound sound=SECONDS takes more."));
    assertThat(schema.columns().getFirst().format()).isEqualTo("8000x1000");
  }
}
