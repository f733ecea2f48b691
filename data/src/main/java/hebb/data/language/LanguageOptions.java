package hebb.data.language;

import hebb.data.text.Characters;
import hebb.data.text.LanguageCode;
import hebb.data.text.Tokenizer;
import java.util.Optional;

/// What a person says of a language model, besides how its text is cut.
///
/// @param lines whether each line is a text of its own, with an end that is learned too
/// @param window how many tokens the network sees at once; 0 to choose it: 128 characters or 64
///   other tokens of one text, of lines as many as most have
/// @param carryState whether recurrent layers begin a window of training with what they knew at the
///   end of the one before it, rather than with zeros; empty for where there are such layers
public record LanguageOptions(boolean lines, int window, Optional<Boolean> carryState) {
  /// One text, and a window of the usual size.
  public static final LanguageOptions NONE = new LanguageOptions(false, 0, Optional.empty());

  private static final int CHARACTERS = 128;
  private static final int OTHERS = 64;

  /// A window from 2 to 1,024 tokens, or 0; lines of which each is a text carry nothing on.
  public LanguageOptions {
    if (window != 0) {
      requireWindow(window);
    }
    if (lines && carryState.orElse(false)) {
      throw new IllegalArgumentException(
          "carry-state: expected one text that goes on from window to window, got lines that are texts"
              + " of their own. Leave --carry-state or --lines out.");
    }
  }

  private static void requireWindow(int window) {
    if (window < 2 || window > LanguageCode.LONGEST) {
      throw new IllegalArgumentException(
          "window: expected 2 to "
              + LanguageCode.LONGEST
              + " tokens, got "
              + window
              + (window < 2
                  ? "."
                  : ", for which attention would take "
                      + 4L * window * window / 1_000_000
                      + " MB for each row and head. Give a smaller --window."));
    }
  }

  /// These options with lines that are texts of their own.
  public LanguageOptions withLines(boolean each) {
    return new LanguageOptions(each, window, carryState);
  }

  /// These options with so many tokens at once, 2 or more.
  public LanguageOptions withWindow(int tokens) {
    requireWindow(tokens);
    return new LanguageOptions(lines, tokens, carryState);
  }

  /// These options with layers that go on from window to window.
  public LanguageOptions withCarryState(boolean carried) {
    return new LanguageOptions(lines, window, Optional.of(carried));
  }

  /// How many tokens of one text the network sees at once.
  ///
  /// @param tokens how the text is cut
  public int windowOf(String tokens) {
    return window > 0 ? window : Tokenizer.of(tokens) instanceof Characters ? CHARACTERS : OTHERS;
  }
}
