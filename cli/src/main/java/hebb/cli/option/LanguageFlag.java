package hebb.cli.option;

import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The language that lessons and findings are told in.
public final class LanguageFlag {
  @Option(
      names = "--lang",
      paramLabel = "LANG",
      completionCandidates = Languages.class,
      description = "The language of lessons and findings: ${COMPLETION-CANDIDATES} (en).")
  private String lang = Language.EN.code();

  /// The language that was asked for.
  ///
  /// @throws UsageException if there is none such
  public Language language() {
    return Language.of(lang);
  }

  /// The languages, for completion.
  public static final class Languages implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Language.values()).map(Language::code).iterator();
    }
  }
}
