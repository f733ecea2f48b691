package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/// The sentences of findings, by their id, from one resource for each language. `{0}`, `{1}` stand
/// for what was measured.
final class Texts {
  private static final String FILE = "findings.en.properties";
  private static final MathContext DIGITS = new MathContext(2);

  private Texts() {}

  /// Read when the first finding is told.
  private static final class Loaded {
    static final Properties ENGLISH = load();

    private static Properties load() {
      Properties texts = new Properties();
      try (Reader reader =
          new InputStreamReader(
              Objects.requireNonNull(Texts.class.getResourceAsStream(FILE)),
              StandardCharsets.UTF_8)) {
        texts.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(FILE, e);
      }
      return texts;
    }
  }

  /// A finding with the sentences of its id.
  static Finding finding(
      String id,
      Severity severity,
      String where,
      double measure,
      double threshold,
      String fix,
      Object... values) {
    return variant(id, "", severity, where, measure, threshold, fix, values);
  }

  /// A finding whose mechanism is one of several.
  ///
  /// @param variant which, as in `late`
  static Finding variant(
      String id,
      String variant,
      Severity severity,
      String where,
      double measure,
      double threshold,
      String fix,
      Object... values) {
    String why = id + ".why" + (variant.isEmpty() ? "" : "." + variant);
    return new Finding(
        id, severity, where, measure, threshold, say(why, values), fix, say(id + ".not"));
  }

  /// The names of all texts.
  static Set<String> keys() {
    return Loaded.ENGLISH.stringPropertyNames();
  }

  /// A text with what stands for `{0}` and so on; numbers in two digits.
  static String say(String key, Object... values) {
    String text = Loaded.ENGLISH.getProperty(key);
    if (text == null) {
      throw new IllegalStateException(FILE + ": expected a text " + key + ", got none.");
    }
    for (int i = 0; i < values.length; i++) {
      String value = values[i] instanceof Double number ? number(number) : values[i].toString();
      text = text.replace("{" + i + "}", value);
    }
    return text;
  }

  /// As in `61 %`.
  static String share(double share) {
    double percent = 100 * share;
    boolean small = percent > 0 && percent < 1;
    return (small ? number(percent) : Long.toString(Math.round(percent))) + " %";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : "infinite";
    }
    return size < 1e-3 || size >= 1e5
        ? String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-").replace("e+0", "e")
        : new BigDecimal(value).round(DIGITS).toPlainString();
  }
}
