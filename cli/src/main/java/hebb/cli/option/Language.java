package hebb.cli.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A language that lessons and findings are told in.
public enum Language {
  /// English.
  EN,
  /// Chinese.
  ZH;

  /// As in `en`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The language of a code.
  ///
  /// @throws UsageException if there is none
  public static Language of(String code) {
    return Arrays.stream(values())
        .filter(language -> language.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--lang: expected one of "
                        + Arrays.stream(values())
                            .map(Language::code)
                            .collect(Collectors.joining(", "))
                        + ", got '"
                        + code
                        + "'."));
  }
}
