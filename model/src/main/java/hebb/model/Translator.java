package hebb.model;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.backend.Execution;
import hebb.data.text.Tokens;
import hebb.data.translation.TranslationCode;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Seq2Seq;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// Translates with a network that begins with [Seq2Seq]: the encoder runs once for a source, the
/// decoder step by step. Any number of threads use it at once. A translation does not depend on the
/// texts beside it.
final class Translator {
  /// About as many rows, of sources times the beam, go through the decoder together.
  private static final int ROWS = 32;

  /// Programs are made for sources of multiples of so many tokens.
  private static final int BLOCK = 16;

  private final Network network;
  private final Parameters parameters;
  private final TranslationCode code;
  private final int threads;
  private final Tokens from;
  private final Tokens to;
  private final Map<Size, Queue<Decoder>> free = new ConcurrentHashMap<>();
  private volatile Watcher watcher = (done, all) -> {};

  /// What a program is made for.
  ///
  /// @param steps of the sources
  /// @param sources how many there are
  /// @param beam how many rows of the decoder each has
  private record Size(int steps, int sources, int beam) {}

  Translator(Network network, Parameters parameters, TranslationCode code, int threads) {
    this.network = network;
    this.parameters = parameters;
    this.code = code;
    this.threads = threads;
    this.from = code.sourceTokens();
    this.to = code.targetTokens();
  }

  /// The encoder and decoder of a network.
  ///
  /// @throws IllegalArgumentException if it does not begin with one
  static Seq2Seq layer(Network network) {
    if (network.branches().isEmpty()
        && network.layers().getFirst().layer() instanceof Seq2Seq layer) {
      return layer;
    }
    throw new IllegalArgumentException(
        "translation: expected a network that begins with seq2seq(encoder; decoder), got "
            + LayerLine.text(network.layers())
            + ". Begin it so, or leave it out for the usual one.");
  }

  /// Checks that a network says something of each token, by what was said before it alone: on a few
  /// tokens the decoder gives the same bits step by step as over the whole.
  ///
  /// @throws IllegalArgumentException if it does not
  static void requireFits(Network network, Parameters parameters, TranslationCode code) {
    TokenSteps.requireEach(
        network,
        code.inputs(),
        Shape.of(code.steps(), code.target().size()),
        "Leave pooling and flatten out of the decoder and behind it.");
    Translator translator = new Translator(network, parameters, code, 1);
    if (!translator.goesForward()) {
      throw new IllegalArgumentException(
          "network: expected a decoder that sees earlier tokens alone and goes on from token to token, got "
              + LayerLine.text(network.layers())
              + ". Use rnn, lstm or gru, attention, or transformer with causal=true.");
    }
  }

  private boolean goesForward() {
    int[] source = some(code.source().length(), code.source().size());
    int[] said = some(code.steps(), code.target().size());
    Graph graph = new Graph();
    Value whole =
        network.apply(
            Context.of(graph, parameters, Mode.EVALUATION), inputs(source.length, said.length), 1);
    graph.output("probabilities", Activation.Standard.SOFTMAX.apply(whole));
    Execution execution = backend().compile(graph, 1).newExecution();
    fill(execution, source, said);
    execution.run(0);
    float[] probabilities = new float[whole.shape().size()];
    execution.read("probabilities", probabilities, 0);
    Decoder decoder = new Decoder(new Size(source.length, 1, 1));
    decoder.encode(List.of(source));
    int vocabulary = code.target().size();
    for (int t = 0; t < said.length; t++) {
      float[] step = decoder.step(t, said[t]);
      if (!Arrays.equals(
          step, 0, vocabulary, probabilities, t * vocabulary, (t + 1) * vocabulary)) {
        return false;
      }
    }
    return true;
  }

  /// A few tokens that are known.
  private static int[] some(int most, int size) {
    int[] tokens = new int[Math.min(4, most)];
    Arrays.setAll(tokens, i -> (i + 1) % size);
    return tokens;
  }

  /// The inputs for a source and what was said of it, of so many tokens.
  private List<InputSpec> inputs(int source, int said) {
    return List.of(
        InputSpec.indices(TranslationCode.SOURCE, Shape.of(source), code.source().size()),
        InputSpec.indices(TranslationCode.SAID, Shape.of(said), code.target().size()));
  }

  private void fill(Execution execution, int[] source, int[] said) {
    int[][] tokens = {source, said};
    for (int i = 0; i < tokens.length; i++) {
      float[] into = execution.input(code.inputs().get(i).graphName());
      for (int t = 0; t < tokens[i].length; t++) {
        into[t] = tokens[i][t];
      }
    }
  }

  /// Sets who is told how many texts of a call are translated.
  void watch(Watcher next) {
    watcher = next;
  }

  /// The translations of texts, in their order; that of a text without a token is empty.
  List<String> translate(List<String> texts, int beam) {
    List<int[]> sources = texts.stream().map(this::indices).toList();
    String[] translations = new String[sources.size()];
    Arrays.fill(translations, "");
    List<Integer> order =
        IntStream.range(0, sources.size())
            .filter(i -> sources.get(i).length > 0)
            .boxed()
            .sorted(Comparator.comparingInt(i -> sources.get(i).length))
            .toList();
    int group = order.size() == 1 ? 1 : Math.max(1, ROWS / beam);
    for (int at = 0; at < order.size(); at += group) {
      List<Integer> places = order.subList(at, Math.min(order.size(), at + group));
      List<int[]> own = places.stream().map(sources::get).toList();
      List<BeamSearch.Translated> found = search(own, group, beam);
      for (int i = 0; i < places.size(); i++) {
        translations[places.get(i)] = text(found.get(i).tokens());
      }
      watcher.at(at + places.size(), order.size());
    }
    return List.of(translations);
  }

  /// What the network sees of a text.
  private int[] indices(String text) {
    int[] all = from.indices(text.strip());
    return Arrays.copyOf(all, Math.min(all.length, code.source().length()));
  }

  private String text(List<Integer> tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(to.text(token)));
    return text.toString().strip();
  }

  private List<BeamSearch.Translated> search(List<int[]> sources, int group, int beam) {
    int longest = sources.stream().mapToInt(source -> source.length).max().orElse(1);
    int steps = Math.min((longest + BLOCK - 1) / BLOCK * BLOCK, code.source().length());
    Queue<Decoder> unused =
        free.computeIfAbsent(new Size(steps, group, beam), size -> new ConcurrentLinkedQueue<>());
    Decoder decoder = unused.poll();
    if (decoder == null) {
      decoder = new Decoder(new Size(steps, group, beam));
    }
    List<BeamSearch> searches =
        sources.stream().map(source -> new BeamSearch(beam, code.steps())).toList();
    decoder.encode(sources);
    for (int t = 0; searches.stream().anyMatch(each -> !each.isDone()); t++) {
      decoder.step(t, searches);
    }
    unused.add(decoder);
    return searches.stream().map(BeamSearch::result).toList();
  }

  /// How much attention the decoder pays to each token of a text as it makes its translation.
  ///
  /// @param layer the path of the attention; empty for the last
  /// @throws IllegalArgumentException if the text has no token, or the decoder no such attention
  AttentionWeights attention(String text, int beam, Optional<String> layer) {
    int[] source = indices(text);
    if (source.length == 0) {
      throw new IllegalArgumentException(
          "attention: expected a text to translate, got an empty one. Give another.");
    }
    List<Integer> said = search(List.of(source), 1, beam).getFirst().tokens();
    int steps = Math.min(said.size() + 1, code.steps());
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.EVALUATION);
    network.apply(context, inputs(source.length, steps), 1);
    String path = AttentionWeights.path(context.attention().keySet(), layer);
    Value weights = context.attention().getOrDefault(path, graph.constant(0));
    graph.output("weights", weights);
    Execution execution = backend().compile(graph, threads).newExecution();
    int[] before = new int[steps];
    for (int t = 1; t < steps; t++) {
      before[t] = said.get(t - 1);
    }
    fill(execution, source, before);
    execution.run(0);
    float[] all = new float[weights.shape().size()];
    execution.read("weights", all, 0);
    return new AttentionWeights(
        path,
        IntStream.of(source).mapToObj(from::text).toList(),
        said.subList(0, Math.min(said.size(), steps)).stream().map(to::text).toList(),
        AttentionWeights.mean(all, steps, source.length));
  }

  private static Backend backend() {
    return BackendChoice.current().backend();
  }

  /// An encoder alone, which begins with indices.
  private record Encoder(Seq2Seq seq2seq) implements Layer {
    @Override
    public Value apply(Context context, Value source) {
      Context.Memory memory = seq2seq.encoded(context, source);
      memory.mask().ifPresent(mask -> context.graph().output("mask", mask));
      return memory.states();
    }

    @Override
    public boolean takesIndices() {
      return true;
    }
  }

  /// The programs for sources of a size, and what the decoder remembers. For one thread at a time.
  private final class Decoder {
    private final Size size;
    private final int rows;
    private final int vocabulary = code.target().size();
    private final Execution encoding;
    private final Execution stepping;
    private final Variables remembered = new Variables();
    private final Shape states;
    private final boolean masked;
    private final float[] probabilities;
    private final int[] parents;

    Decoder(Size size) {
      this.size = size;
      this.rows = size.sources * size.beam;
      this.probabilities = new float[rows * vocabulary];
      this.parents = new int[rows];
      Network.Entry first = network.layers().getFirst();
      Seq2Seq layer = layer(network);
      Graph encoder = new Graph();
      InputSpec source = code.inputs().getFirst();
      InputSpec cut =
          InputSpec.indices(source.name(), Shape.of(size.steps), source.indices()).varying();
      Network alone = new Network(List.of(new Network.Entry(first.name(), new Encoder(layer))));
      Value encoded =
          alone.apply(Context.of(encoder, parameters, Mode.EVALUATION), List.of(cut), size.sources);
      encoder.output("states", encoded);
      this.masked = encoder.outputs().containsKey("mask");
      this.states = encoded.shape();
      this.encoding = backend().compile(encoder, threads).newExecution();
      this.stepping = backend().compile(step(first.name(), layer), threads).newExecution();
    }

    private Graph step(String name, Seq2Seq layer) {
      Graph graph = new Graph();
      Value position = graph.input("position", Shape.SCALAR);
      Context.Memory memory =
          new Context.Memory(
              graph.input("states", states.with(0, rows)),
              masked
                  ? Optional.of(graph.input("mask", Shape.of(rows, states.dim(1))))
                  : Optional.empty());
      Context outer =
          Context.stepping(
              graph,
              parameters,
              new Context.Stepping(remembered, position, code.steps(), new ArrayList<>()));
      InputSpec one = InputSpec.indices(TranslationCode.SAID, Shape.of(1), vocabulary);
      Value value = outer.forDecoder(one, memory).apply(name, layer::decoded, one.in(graph, rows));
      for (Network.Entry entry : network.layers().subList(1, network.layers().size())) {
        value = outer.apply(entry.name(), entry.layer(), value);
      }
      graph.output("probabilities", Activation.Standard.SOFTMAX.apply(value));
      return graph;
    }

    /// Runs the encoder, and hands its states to the rows of each source.
    void encode(List<int[]> sources) {
      InputSpec input = code.inputs().getFirst();
      float[] ids = encoding.input(input.graphName());
      float[] lengths =
          encoding.hasInput(input.lengths())
              ? encoding.input(input.lengths())
              : new float[size.sources];
      Arrays.fill(ids, 0);
      Arrays.fill(lengths, 1);
      for (int i = 0; i < sources.size(); i++) {
        int[] source = sources.get(i);
        lengths[i] = source.length;
        for (int t = 0; t < source.length; t++) {
          ids[i * size.steps + t] = source[t];
        }
      }
      encoding.run(0);
      hand("states", states.size() / size.sources);
      if (masked) {
        hand("mask", states.dim(1));
      }
    }

    private void hand(String name, int width) {
      if (!stepping.hasInput(name)) {
        return;
      }
      float[] all = new float[size.sources * width];
      encoding.read(name, all, 0);
      float[] into = stepping.input(name);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(all, row / size.beam * width, into, row * width, width);
      }
    }

    /// The probabilities of what comes after a token that was said, where there is one row.
    float[] step(int t, int token) {
      stepping.input(code.inputs().getLast().graphName())[0] = token;
      run(t);
      return probabilities;
    }

    private void run(int t) {
      if (stepping.hasInput("position")) {
        stepping.input("position")[0] = t;
      }
      stepping.run(t);
      stepping.read("probabilities", probabilities, 0);
    }

    /// Makes a step of all searches that are not done.
    void step(int t, List<BeamSearch> searches) {
      float[] said = stepping.input(code.inputs().getLast().graphName());
      for (int row = 0; row < rows; row++) {
        int search = row / size.beam;
        said[row] = search < searches.size() ? searches.get(search).last(row % size.beam) : 0;
      }
      run(t);
      for (int i = 0; i < searches.size(); i++) {
        int at = i * size.beam;
        if (!searches.get(i).isDone()) {
          searches.get(i).step(probabilities, at * vocabulary, vocabulary, parents, at);
        }
      }
      if (size.beam > 1) {
        remembered.all().forEach(this::follow);
      }
    }

    /// What a row remembers is what the beginning remembered that it goes on from.
    private void follow(Variable variable) {
      float[] before = variable.fetch();
      float[] after = before.clone();
      int width = before.length / rows;
      for (int row = 0; row < rows; row++) {
        int parent = row / size.beam * size.beam + parents[row];
        System.arraycopy(before, parent * width, after, row * width, width);
      }
      variable.store(after);
    }
  }
}
