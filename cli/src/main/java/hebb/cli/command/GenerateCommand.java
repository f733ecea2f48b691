package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.UsageException;
import hebb.cli.output.JsonText;
import hebb.cli.output.Session;
import hebb.model.Generator;
import hebb.model.Model;
import hebb.model.Sampling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb generate`: texts that a language model writes.
@Command(
    name = "generate",
    description = {
      "Writes text as a language model would go on, token by token as it is made.",
      "The same seed gives the same text. A model of lines ends with the line.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb generate shakespeare.hebb --prompt 'ROMEO:' --length 1000",
      "  ./hebb generate names.hebb --count 20 --temperature 1",
    })
public final class GenerateCommand implements Callable<Integer> {
  private static final Sampling USUAL = new Sampling();

  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file of a language.")
  private Path file = Path.of("");

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "How the text begins (empty: with a new line).")
  private String prompt = "";

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "How many tokens are written at most (500).")
  private int length = 500;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many texts are written, each after the prompt, by seeds one after the other (1).")
  private int count = 1;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Below 1 likely tokens become likelier; 0 takes the likeliest (.8).")
  private double temperature = USUAL.temperature();

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "Draw from the N likeliest tokens alone (0: from all).")
  private int topK = USUAL.topK();

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Draw from the likeliest tokens that have the probability P together (1).")
  private double topP = USUAL.topP();

  @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn (42).")
  private long seed = USUAL.seed();

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  public GenerateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    requireOne("--length", length);
    requireOne("--count", count);
    Sampling sampling = checked(() -> new Sampling(temperature, topK, topP, seed));
    Generator generator = Model.load(file).generator();
    List<String> texts = new ArrayList<>();
    for (int text = 0; text < count && !session.out().checkError(); text++) {
      Sampling own = sampling.withSeed(seed + text);
      Iterator<String> tokens =
          checked(() -> generator.tokens(prompt, own)).limit(length).iterator();
      texts.add(write(tokens));
    }
    if (json) {
      var object = new LinkedHashMap<String, Object>();
      object.put("prompt", prompt);
      object.put("seed", seed);
      object.put("texts", texts);
      session.out().println(JsonText.of(object));
    }
    return ExitCode.DONE;
  }

  /// Writes a text as it is made, until it ends or nobody reads it any more.
  private String write(Iterator<String> tokens) {
    StringBuilder text = new StringBuilder();
    show(prompt);
    while (tokens.hasNext() && !session.out().checkError()) {
      String token = tokens.next();
      text.append(token);
      show(token);
    }
    show("\n");
    return text.toString();
  }

  private void show(String piece) {
    if (!json) {
      session.out().print(piece);
      session.out().flush();
    }
  }

  private static void requireOne(String option, int value) {
    if (value < 1) {
      throw new UsageException(option + ": expected 1 or more, got " + value + ".");
    }
  }

  /// What is wrong with an option is a matter of usage.
  private static <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }
}
