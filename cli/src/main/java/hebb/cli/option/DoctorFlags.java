package hebb.cli.option;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `train` is told about faults that it finds.
public final class DoctorFlags {
  @Option(
      names = "--doctor",
      description =
          "End training as soon as a high finding is sure, and propose the command line that fixes"
              + " it.")
  private boolean doctor;

  @Option(
      names = "--fix",
      description =
          "The same, but try the fix for a few hundred steps, and where it helps start anew with it,"
              + " at most three times. Not beside --resume or --from.")
  private boolean fix;

  @Mixin private final LanguageFlag language = new LanguageFlag();

  /// Whether training ends when a high finding is sure.
  public boolean ends() {
    return doctor || fix;
  }

  /// Whether it starts anew with a fix that helps.
  public boolean fixes() {
    return fix;
  }

  /// The language of findings.
  public Language language() {
    return language.language();
  }
}
