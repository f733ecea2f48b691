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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sentences of findings, by their id. `{0}`, `{1}` stand for what was measured.
public final class Texts {
  private static final MathContext DIGITS = new MathContext(2);

  private Texts() {}

  /// Read when the first finding is told.
  private static final class Loaded {
    static final Properties ENGLISH = load();
  }

  private static Properties load() {
    Properties texts = new Properties();
    String file = "findings.properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Texts.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    return texts;
  }

  /// All texts by name, in English.
  public static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    Loaded.ENGLISH.forEach((name, text) -> all.put(name.toString(), text.toString()));
    return all;
  }

  /// A finding in another language: its sentences are; what was measured, options and names stay as
  /// they are.
  ///
  /// @param texts of that language, by the names of [#all]
  public static Finding in(Finding finding, Map<String, String> texts) {
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
    return filled(Loaded.ENGLISH.getProperty(key), key, values);
  }

  private static String say(Map<String, String> texts, String key, Object... values) {
    return filled(texts.get(key), key, values);
  }

  private static String filled(@Nullable String found, String key, Object... values) {
    String text = Objects.requireNonNull(found, key);
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
