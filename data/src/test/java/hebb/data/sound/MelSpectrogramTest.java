package hebb.data.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MelSpectrogramTest {
  private static float[] tone(int rate, double hertz, int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return tone;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64, 512})
  void theFastTransformIsTheSum(int size) {
    var random = new Random(size);
    double[] re = random.doubles(size, -1, 1).toArray();
    double[] im = random.doubles(size, -1, 1).toArray();
    double[] a = re.clone();
    double[] b = im.clone();
    new Fft(size).apply(a, b);
    for (int k = 0; k < size; k++) {
      double x = 0;
      double y = 0;
      for (int n = 0; n < size; n++) {
        double angle = -2 * Math.PI * k * n / size;
        x += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
        y += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
      }
      assertThat(a[k]).isCloseTo(x, within(1e-10));
      assertThat(b[k]).isCloseTo(y, within(1e-10));
    }
    assertThatThrownBy(() -> new Fft(12)).hasMessage("fft: expected a power of two, got 12.");
  }

  /// The band whose middle, by the formula of mel, is nearest to the tone.
  @ParameterizedTest
  @CsvSource({"8000, 300", "8000, 1000", "8000, 3700", "16000, 6000", "44100, 440", "44100, 15000"})
  void aToneIsLoudestInItsBand(int rate, double hertz) {
    int bands = MelSpectrogram.bands(rate);
    float[] mel = new MelSpectrogram(rate).of(tone(rate, hertz, rate / 2), 1000);
    assertThat(mel).hasSize(bands * MelSpectrogram.frames(rate, rate / 2));
    double border = Math.log10(1 + rate / 1400.0) / (bands + 1);
    long band = Math.round(Math.log10(1 + hertz / 700) / border) - 1;
    int frame = 20;
    int loudest = 0;
    for (int i = 0; i < bands; i++) {
      loudest = mel[frame * bands + i] > mel[frame * bands + loudest] ? i : loudest;
    }
    assertThat(loudest).isEqualTo((int) band);
    int far = band > bands / 2 ? 3 : bands - 3;
    assertThat(mel[frame * bands + far]).isLessThan(mel[frame * bands + loudest] - 5);
  }

  @Test
  void framesAreCountedAndCut() {
    assertThat(MelSpectrogram.frames(8000, 1)).isEqualTo(1);
    assertThat(MelSpectrogram.frames(8000, 279)).isEqualTo(1);
    assertThat(MelSpectrogram.frames(8000, 280)).isEqualTo(2);
    assertThat(MelSpectrogram.frames(8000, 8000)).isEqualTo(98);
    var mel = new MelSpectrogram(8000);
    float[] whole = mel.of(tone(8000, 500, 8000), 98);
    assertThat(mel.of(tone(8000, 500, 8000), 7))
        .hasSize(7 * 40)
        .containsExactly(java.util.Arrays.copyOf(whole, 280));
    float silence = (float) Math.log(1e-6);
    assertThat(mel.of(new float[5], 9)).hasSize(40).containsOnly(silence);
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 8000",
    "8000, 16000",
    "22050, 44100",
    "48000, 8000",
    "11025, 8000",
    "11027, 8000"
  })
  void aToneStaysItselfAtAnotherRate(int from, int to) {
    float[] made = new Waveform(from, tone(from, 700, from / 4)).at(to).samples();
    float[] expected = tone(to, 700, made.length);
    assertThat(made.length).isEqualTo(Math.ceilDiv(from / 4 * (long) to, from));
    for (int i = to / 50; i < made.length - to / 50; i++) {
      assertThat(made[i]).isCloseTo(expected[i], within(2e-3f));
    }
  }

  @Test
  void whatIsAboveHalfTheRateIsGone() {
    float[] made = new Waveform(44_100, tone(44_100, 6000, 22_050)).at(8000).samples();
    for (int i = 200; i < made.length - 200; i++) {
      assertThat(made[i]).isCloseTo(0, within(1e-3f));
    }
  }
}
