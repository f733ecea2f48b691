package hebb.model;

import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.IndexCode;
import hebb.data.schema.Encoder;
import hebb.data.schema.Encoding;
import hebb.data.schema.Schema;
import hebb.data.schema.TargetCode;
import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.nn.layer.Embedding;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// What a model takes and what it predicts.
public sealed interface Input {
  /// What is predicted.
  Task task();

  /// What the prediction is called: the target column, or `class` for images.
  String target();

  /// The classes by whose index the network's targets are given; empty for a quantity.
  List<String> classes();

  /// What the network gets of a row, each by name.
  List<InputSpec> inputs();

  /// What one unit of the network's targets is in the target's own unit; 1 for classes.
  double unit();

  /// A network's output in the target's own unit; the output itself for classes.
  double decode(double output);

  /// The branches of a network: an embedding for each input of indices.
  default List<Network.Branch> branches() {
    return List.of();
  }

  /// Rows of a table.
  ///
  /// @param schema what its columns are
  /// @param encoding how they become numbers, learned from the training part
  record OfTable(Schema schema, Encoding encoding) implements Input {
    /// Both are of the same columns.
    public OfTable {
      List<String> known = schema.features().stream().map(Column::name).toList();
      List<String> encoded = encoding.columns().stream().map(ColumnCode::column).toList();
      String target = encoding.target().column();
      if (!known.equals(encoded) || !schema.target().equals(target)) {
        throw new IllegalArgumentException(
            "encoding: expected the columns "
                + known
                + " and the target "
                + schema.target()
                + " of the schema, got "
                + encoded
                + " and "
                + target
                + ".");
      }
    }

    /// The encoding in use.
    Encoder encoder() {
      return new Encoder(encoding);
    }

    @Override
    public Task task() {
      return schema.task();
    }

    @Override
    public String target() {
      return schema.target();
    }

    @Override
    public List<String> classes() {
      return encoding.target() instanceof TargetCode.Classes classes ? classes.labels() : List.of();
    }

    @Override
    public List<InputSpec> inputs() {
      return encoder().inputs();
    }

    @Override
    public List<Network.Branch> branches() {
      List<Network.Branch> branches = new ArrayList<>();
      for (ColumnCode column : encoding.columns()) {
        if (column instanceof IndexCode code) {
          Embedding embedding =
              Embedding.of(code.indices(), code.size()).withPadding(code.padding());
          branches.add(Network.Branch.of(code.input(), embedding));
        }
      }
      return branches;
    }

    @Override
    public double unit() {
      return encoding.target() instanceof TargetCode.Quantity quantity ? quantity.std() : 1;
    }

    @Override
    public double decode(double output) {
      return encoding.target() instanceof TargetCode.Quantity quantity
          ? quantity.decode(output)
          : output;
    }
  }

  /// Pictures, each as its pixels from 0 to 1 in row-major order.
  ///
  /// @param image the shape of a picture, as in `[28, 28]`
  /// @param classes the classes
  record OfImages(Shape image, List<String> classes) implements Input {
    /// Copies the list.
    public OfImages {
      classes = List.copyOf(classes);
    }

    @Override
    public Task task() {
      return Task.CLASSIFICATION;
    }

    @Override
    public String target() {
      return "class";
    }

    @Override
    public List<InputSpec> inputs() {
      return List.of(InputSpec.features(Shape.of(image.size())));
    }

    @Override
    public double unit() {
      return 1;
    }

    @Override
    public double decode(double output) {
      return output;
    }
  }
}
