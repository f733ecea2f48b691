package hebb.model;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.backend.Execution;
import hebb.data.text.LanguageCode;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A language model that takes one token after the other. Its layers remember what came before:
/// recurrent ones their states, attention the keys and values of all steps. One thread uses it at a
/// time; the parameters are shared.
final class TokenSteps {
  private static final String LOGITS = "logits";
  private static final String POSITION = "position";

  private final Variables states = new Variables();
  private final Execution execution;
  private final float[] token;
  private final float[] position;
  private final float[] logits;
  private int place;

  TokenSteps(Network network, Parameters parameters, LanguageCode code) {
    Graph graph = new Graph();
    Value at = graph.indices(POSITION, Shape.SCALAR);
    var stepping = new Context.Stepping(states, at, code.window(), new ArrayList<>());
    Context context = Context.stepping(graph, parameters, stepping);
    Value output = network.apply(context, List.of(spec(code, 1)), 1);
    graph.output(LOGITS, output.reshape(code.size()));
    this.execution = compiled(graph);
    this.token = execution.input(spec(code, 1).graphName());
    this.position = execution.hasInput(POSITION) ? execution.input(POSITION) : new float[0];
    this.logits = new float[code.size()];
  }

  private static InputSpec spec(LanguageCode code, int steps) {
    return InputSpec.indices(LanguageCode.INPUT, Shape.of(steps), code.size());
  }

  private static Execution compiled(Graph graph) {
    Backend backend = BackendChoice.current().backend();
    return backend.compile(graph, 1).newExecution();
  }

  /// The logits of what comes after a token, in an array that is the same each time.
  float[] next(int index) {
    token[0] = index;
    if (position.length > 0) {
      position[0] = place;
    }
    execution.run(0);
    execution.read(LOGITS, logits, 0);
    place++;
    return logits;
  }

  /// How many tokens it has taken.
  int place() {
    return place;
  }

  /// Whether it can take no more tokens than a window has, since layers tell steps by their number.
  boolean ends() {
    return position.length > 0;
  }

  /// Forgets all tokens.
  void reset() {
    for (Variable state : states.all()) {
      state.store(new float[state.shape().size()]);
    }
    place = 0;
  }

  /// The logits after each of some tokens, seen as a whole: `[tokens, indices]`, row-major.
  static float[] whole(Network network, Parameters parameters, LanguageCode code, int... tokens) {
    Graph graph = new Graph();
    InputSpec input = spec(code, tokens.length);
    Context context = Context.of(graph, parameters, Mode.EVALUATION);
    graph.output(LOGITS, network.apply(context, List.of(input), 1));
    Execution execution = compiled(graph);
    for (int i = 0; i < tokens.length; i++) {
      execution.input(input.graphName())[i] = tokens[i];
    }
    execution.run(0);
    float[] logits = new float[tokens.length * code.size()];
    execution.read(LOGITS, logits, 0);
    return logits;
  }

  /// Checks that a network says something of each token.
  ///
  /// @param expected `[tokens, indices]`
  /// @param advice what to do where it does not
  /// @throws IllegalArgumentException if it does not
  static void requireEach(Network network, List<InputSpec> inputs, Shape expected, String advice) {
    Shape output = network.outputShape(inputs);
    if (!output.equals(expected)) {
      throw new IllegalArgumentException(
          "network: expected an output for each token, "
              + expected
              + ", got "
              + output
              + ". "
              + advice);
    }
  }

  /// Checks on a few tokens that step by step a network gives the same bits as over the whole: then
  /// no layer sees later steps, and all that look back remember.
  ///
  /// @throws IllegalArgumentException if it does not
  static void requireEqual(Network network, Parameters parameters, LanguageCode code) {
    int[] tokens = new int[Math.min(4, code.window())];
    Arrays.setAll(tokens, i -> (i + 1) % code.size());
    float[] whole = whole(network, parameters, code, tokens);
    TokenSteps steps = new TokenSteps(network, parameters, code);
    for (int i = 0; i < tokens.length; i++) {
      float[] step = steps.next(tokens[i]);
      if (!Arrays.equals(step, 0, step.length, whole, i * step.length, (i + 1) * step.length)) {
        throw new IllegalArgumentException(
            "network: expected layers that see earlier tokens alone and go on from token to token, got "
                + LayerLine.text(network.layers())
                + ". Use rnn, lstm or gru, or transformer with causal=true.");
      }
    }
  }
}
