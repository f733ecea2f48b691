package hebb.model;

import hebb.data.DataException;
import hebb.data.text.LanguageCode;
import hebb.data.text.Tokens;
import hebb.data.text.Vocabulary;
import hebb.nn.Network;
import hebb.nn.Parameters;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Writes texts with a language model, token by token. Any number of threads may use it at once:
/// each text that is written has a state of its own.
///
/// ```java
/// model.generator().tokens("ROMEO:", new Sampling()).limit(300).forEach(System.out::print);
/// ```
///
/// A network that tells steps by their number, as attention does, sees at most a window: where that
/// is full, it begins anew with its last half. Recurrent networks go on without end.
public final class Generator {
  private final Network network;
  private final Parameters parameters;
  private final LanguageCode code;
  private final Tokens tokens;

  /// @throws IllegalArgumentException if the network does not go on from token to token
  Generator(Network network, Parameters parameters, LanguageCode code) {
    TokenSteps.requireEqual(network, parameters, code);
    this.network = network;
    this.parameters = parameters;
    this.code = code;
    this.tokens = new Tokens(code.tokens(), code.vocabulary());
  }

  /// The tokens that follow a prompt, as the text that each of them is; they are made as they are
  /// taken. A model of lines ends with the line; one of a text never ends, so it must be limited.
  ///
  /// @param prompt how the text begins; where it is empty, with a line end, or as lines do
  /// @throws IllegalArgumentException if the prompt has tokens that the model does not know; the
  ///   message lists them
  public Stream<String> tokens(String prompt, Sampling sampling) {
    Iterator<String> written = new Written(begin(prompt), sampling);
    int kind = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(written, kind), false);
  }

  /// What the network gets before the first token that is written; not empty.
  private int[] begin(String prompt) {
    List<String> unknown = tokens.unknown(prompt);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "prompt: expected "
              + code.plural()
              + " that come often enough in the text that the model was trained on to be known, got "
              + String.join(", ", unknown.stream().map(Generator::shown).toList())
              + (unknown.equals(List.of(" "))
                  ? ", a blank at an end or beside another. Leave it out."
                  : ". Leave them out."));
    }
    int[] said = tokens.indices(prompt);
    if (code.lines()) {
      int[] line = new int[said.length + 1];
      line[0] = LanguageCode.END;
      System.arraycopy(said, 0, line, 1, said.length);
      return line;
    }
    int[] end = tokens.indices("\n");
    return said.length > 0
        ? said
        : end[0] == Vocabulary.UNKNOWN ? new int[] {Vocabulary.FIRST} : end;
  }

  private static String shown(String token) {
    return token.equals("\n") ? "a line end" : DataException.quote(token);
  }

  /// A text that is being written.
  private final class Written implements Iterator<String> {
    private static final int NONE = -1;

    private final TokenSteps steps = new TokenSteps(network, parameters, code);
    private final Sampling sampling;
    private final int[] seen = new int[code.window()];
    private float[] logits = new float[0];
    private int next = NONE;
    private long drawn;

    Written(int[] begin, Sampling sampling) {
      this.sampling = sampling;
      for (int token : begin) {
        take(token);
      }
    }

    private void take(int token) {
      if (steps.ends() && steps.place() == seen.length) {
        int[] half = Arrays.copyOfRange(seen, seen.length - seen.length / 2, seen.length);
        steps.reset();
        for (int before : half) {
          step(before);
        }
      }
      step(token);
    }

    private void step(int token) {
      if (steps.ends()) {
        seen[steps.place()] = token;
      }
      logits = steps.next(token);
    }

    @Override
    public boolean hasNext() {
      if (next == NONE) {
        next = sampling.draw(logits, code.lines(), drawn++);
        if (next != LanguageCode.END) {
          take(next);
        }
      }
      return next != LanguageCode.END;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException("tokens: expected more, got the end of the text.");
      }
      String text = tokens.text(next);
      next = NONE;
      return text;
    }
  }
}
