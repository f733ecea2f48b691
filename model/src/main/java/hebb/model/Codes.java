package hebb.model;

import hebb.data.Task;
import hebb.data.image.Images;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TsFile;
import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.tensor.Shape;
import hebb.train.Predictor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a model's network makes of rows on the way: the outputs of one of its layers, in
/// evaluation. Those of an autoencoder's narrowest layer are a short form of a row. They do not
/// change, and any number of threads may use them at once.
///
/// ```java
/// float[] code = Model.load(file).codes().of(Map.of("x1", 0.5, "x2", -1));
/// ```
public final class Codes {
  /// What keeps a wide layer from handing its inputs on, by stems.
  private static final Set<String> HOLDING = Set.of("noise", "dropout", "sparsity", "penalty");

  private final Model model;
  private final String layer;
  private final Predictor predictor;

  Codes(Model model, String layer, Parameters parameters) {
    this.model = model;
    this.layer = layer;
    this.predictor =
        new Predictor(
            model.network().upTo(layer),
            parameters,
            model.inputs(),
            Activation.Standard.IDENTITY,
            1);
  }

  /// The layer whose outputs are the codes where none is named: of an autoencoder the narrowest
  /// before the output (the first of several), of any other model the last before the output. What
  /// keeps its size and comes before the next dense layer, such as a norm or an activation, belongs
  /// to it. Empty if there is no dense layer before the output.
  static Optional<String> usual(Network network, List<InputSpec> inputs, Task task) {
    List<Network.Entry> layers = network.layers();
    int before = layers.size() - 1;
    int at = 0;
    while (at < before && !isHidden(layers.get(at))) {
      at++;
    }
    if (at == before) {
      return Optional.empty();
    }
    if (task != Task.AUTOENCODER) {
      return Optional.of(layers.get(before - 1).name());
    }
    List<Shape> shapes = network.shapes(inputs);
    int[] sizes =
        shapes.subList(shapes.size() - layers.size(), shapes.size()).stream()
            .mapToInt(Shape::size)
            .toArray();
    for (int i = at + 1; i < before; i++) {
      at = sizes[i] < sizes[at] ? i : at;
    }
    while (at + 1 < before && sizes[at + 1] == sizes[at] && !isHidden(layers.get(at + 1))) {
      at++;
    }
    return Optional.of(layers.get(at).name());
  }

  /// A word on an autoencoder whose code is no shorter than a row: it need not learn anything,
  /// unless noise or a penalty keeps it from handing its inputs on.
  static Optional<String> note(Network network, List<InputSpec> inputs) {
    int width = InputSpec.size(inputs);
    if (network.layers().stream().anyMatch(entry -> HOLDING.contains(entry.layer().stem()))) {
      return Optional.empty();
    }
    return usual(network, inputs, Task.AUTOENCODER)
        .filter(layer -> network.upTo(layer).outputShape(inputs).size() >= width)
        .map(
            layer ->
                "The narrowest layer, "
                    + layer
                    + ", is no narrower than the "
                    + width
                    + " inputs: nothing keeps it from handing them on. Take fewer units, as in"
                    + " --hidden "
                    + Math.max(1, width / 2)
                    + ", or noise, dropout or sparsity.");
  }

  private static boolean isHidden(Network.Entry entry) {
    return entry.layer().stem().equals("hidden");
  }

  /// The layer whose outputs they are, as in `hidden2`.
  public String layer() {
    return layer;
  }

  /// How many numbers a code has.
  public int size() {
    return predictor.output().size();
  }

  /// The code of one row, given by its columns' names.
  ///
  /// @throws hebb.data.DataException if a column is not there
  /// @throws ModelException if the model is one of images
  public float[] of(Map<String, ? extends @Nullable Object> row) {
    return predictor.predict(model.encoder().encode(row));
  }

  /// The code of one row, given as the numbers that the network sees: for images the pixels from 0
  /// to 1, row-major.
  ///
  /// @throws hebb.graph.ShapeException if the row has another length
  public float[] of(float[] row) {
    return predictor.predict(row);
  }

  /// Reads rows from a file and writes their codes, in columns `code1`, `code2` and so on, as CSV
  /// with the file's delimiter. Takes the same memory for any number of rows. The stream is
  /// flushed, not closed.
  ///
  /// @param unseen counts cells that are not as in training, or refuses them
  /// @return how many rows there were
  /// @throws hebb.data.DataException if the file cannot be read, a column is not there or a cell is
  ///   refused
  /// @throws IOException if the stream fails
  public long write(Path data, ReadOptions options, OutputStream out, Unseen unseen)
      throws IOException {
    if (TsFile.isNamed(data)) {
      return write(model.read(data, options), out, unseen);
    }
    return AnswerWriter.write(columns -> answer(), model.encoder(), data, options, out, unseen);
  }

  /// Writes the codes of a table's rows, as CSV. The stream is flushed, not closed.
  ///
  /// @param unseen counts cells that are not as in training, or refuses them
  /// @return how many rows there were
  /// @throws hebb.data.DataException if a column is not there or a cell is refused
  /// @throws IOException if the stream fails
  public long write(Table table, OutputStream out, Unseen unseen) throws IOException {
    return AnswerWriter.write(
        columns -> answer(), model.encoder(), table, model.rows(table, unseen), out, unseen);
  }

  /// Writes the codes of pictures, as CSV. The stream is flushed, not closed.
  ///
  /// @return how many pictures there were
  /// @throws ModelException if the model does not take pictures of that shape
  /// @throws IOException if the stream fails
  public long write(Images images, OutputStream out) throws IOException {
    return AnswerWriter.write(answer(), TargetRows.taken(model, images), out);
  }

  private Answer answer() {
    int size = size();
    List<String> names = IntStream.rangeClosed(1, size).mapToObj(i -> "code" + i).toList();
    return new Answer(
        predictor,
        Copies.NONE,
        names,
        false,
        (rows, outputs, r, cells) -> {
          for (int i = 0; i < size; i++) {
            cells.add(Answer.text(outputs[r * size + i]));
          }
        });
  }
}
