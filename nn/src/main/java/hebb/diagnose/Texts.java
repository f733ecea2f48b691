package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The sentences of findings, by their id, from one resource for each language. `{0}`, `{1}` stand
/// for what was measured.
public final class Texts {
  private static final String ENGLISH = "en";
  private static final MathContext DIGITS = new MathContext(2);

  private Texts() {}

  /// Read when the first finding is told.
  private static final class Loaded {
    static final Properties ENGLISH = load(Texts.ENGLISH);
  }

  private static Properties load(String language) {
    String file = "findings." + language + ".properties";
    InputStream resource = Texts.class.getResourceAsStream(file);
    if (resource == null) {
      throw new IllegalArgumentException(
          "findings: expected a language with texts, en or zh, got '" + language + "'.");
    }
    Properties texts = new Properties();
    try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    return texts;
  }

  /// All texts of a language, by name.
  static Map<String, String> all(String language) {
    Map<String, String> all = new TreeMap<>();
    load(language).forEach((name, text) -> all.put(name.toString(), text.toString()));
    return all;
  }

  /// A finding in another language: its sentences are; what was measured, options and names stay as
  /// they are.
  ///
  /// @param language `en` or `zh`
  /// @throws IllegalArgumentException if there are no texts in it
  public static Finding in(Finding finding, String language) {
    Properties texts = load(language);
    List<String> words = finding.words();
    String fix =
        Loaded.ENGLISH.stringPropertyNames().stream()
            .filter(name -> finding.fix().equals(Loaded.ENGLISH.getProperty(name)))
            .findFirst()
            .map(name -> say(texts, name))
            .orElse(finding.fix());
    return new Finding(
        finding.id(),
        finding.severity(),
        finding.where(),
        finding.measure(),
        finding.threshold(),
        finding.epoch(),
        say(texts, words.getFirst(), words.subList(1, words.size()).toArray()),
        fix,
        say(texts, finding.id() + ".not"),
        words);
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
    List<String> words =
        new ArrayList<>(List.of(variant.isEmpty() ? id + ".why" : id + ".why." + variant));
    Stream.of(values).map(Texts::text).forEach(words::add);
    return new Finding(
        id,
        severity,
        where,
        measure,
        threshold,
        OptionalInt.empty(),
        say(words.getFirst(), values),
        fix,
        say(id + ".not"),
        words);
  }

  /// A text with what stands for `{0}` and so on; numbers in two digits.
  static String say(String key, Object... values) {
    return say(Loaded.ENGLISH, key, values);
  }

  private static String say(Properties texts, String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("findings: expected a text " + key + ", got none.");
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", text(values[i]));
    }
    return text;
  }

  private static String text(Object value) {
    return value instanceof Double number ? number(number) : value.toString();
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
      return value == 0 ? "0" : "inf";
    }
    return size < 1e-3 || size >= 1e5
        ? String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-").replace("e+0", "e")
        : new BigDecimal(value).round(DIGITS).toPlainString();
  }
}
