package hebb.model;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.image.Images;
import hebb.data.kind.Image;
import hebb.data.schema.Encoder;
import hebb.data.schema.Schema;
import hebb.data.schema.TableDataset;
import hebb.data.schema.Unseen;
import hebb.data.table.Table;
import hebb.dataset.Dataset;
import hebb.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// Rows as a model's network takes them, with what it is to give for each.
final class TargetRows {
  private TargetRows() {}

  /// Rows of a table with what the network is to give, and with their weights if it has any. To
  /// measure a model no weights are needed.
  static Dataset of(Encoder encoder, Schema schema, Table table, int[] rows, Unseen unseen) {
    Dataset known = TableDataset.of(encoder, table, rows, unseen);
    Dataset all = schema.task() == Task.AUTOENCODER ? Dataset.autoencoder(known) : known;
    String weight = schema.weight();
    if (!weight.isEmpty() && table.find(weight).isEmpty()) {
      unseen.note(
          List.of(
              "All rows count alike: there is no column "
                  + DataException.quote(weight)
                  + " of weights."));
      return all;
    }
    double[] weights = schema.weights(table, rows);
    return weights.length == 0 ? all : Dataset.weighted(all, weights);
  }

  /// Pictures with what the network is to give for each.
  ///
  /// @throws ModelException if the model takes others, or their classes are not its own
  static Dataset of(Model model, Images images) {
    Dataset rows = taken(model, images);
    if (model.task() == Task.AUTOENCODER) {
      return Dataset.autoencoder(rows);
    }
    if (!images.classes().equals(model.classes())) {
      throw new ModelException(
          images.name()
              + ": expected labels of the classes "
              + String.join(", ", model.classes())
              + ", got "
              + (images.classes().isEmpty() ? "none" : String.join(", ", images.classes()))
              + ". Read the pictures with labels of the model's classes.");
    }
    return rows;
  }

  /// Pictures as the network takes them; a model of image files brings them to its size.
  ///
  /// @throws ModelException if it takes others
  static Dataset taken(Model model, Images images) {
    Optional<Image.Code> code = code(model);
    boolean files = !(model.input() instanceof Input.OfImages);
    if (files && code.isEmpty()) {
      throw new ModelException(
          images.name() + ": expected a table with the model's columns, got images.");
    }
    int channels = images.image().dim(2);
    Shape own = files ? images.image() : model.inputs().getFirst().row();
    if (!own.equals(images.image()) || (files && channels != 1 && channels != 3)) {
      throw new ModelException(
          images.name()
              + ": expected pictures of "
              + (files ? "1 or 3 channels" : own)
              + ", got "
              + images.image()
              + ". Convert them.");
    }
    return files ? new CodedImages(images, code.orElseThrow()) : images;
  }

  /// Says of pictures if they are brought to another size, that of training.
  static List<String> notes(Model model, Images images) {
    return code(model)
        .filter(code -> !images.image().range(0, 2).equals(code.shape().range(0, 2)))
        .map(
            code ->
                "The images are brought to the size of training, "
                    + code.size()
                    + ", from "
                    + images.image().dim(0)
                    + "x"
                    + images.image().dim(1)
                    + ".")
        .stream()
        .toList();
  }

  private static Optional<Image.Code> code(Model model) {
    return model
        .fileColumn()
        .flatMap(code -> code instanceof Image.Code of ? Optional.of(of) : Optional.empty());
  }
}
