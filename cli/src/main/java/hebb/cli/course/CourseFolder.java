package hebb.cli.course;

import hebb.cli.plot.Figure.Points;
import hebb.data.DataException;
import hebb.data.image.Images;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.graph.Variable;
import hebb.model.ModelException;
import hebb.model.SafeTensors;
import hebb.nn.Parameters;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The course's own data and first weights, which people bring along.
///
/// @param folder where they are
record CourseFolder(Path folder) {
  /// The pictures of cat or not and their labels, for training, then for the test.
  static final List<String> CATS =
      List.of(
          "cat-train-images-idx4-ubyte.gz",
          "cat-train-labels-idx1-ubyte.gz",
          "cat-test-images-idx4-ubyte.gz",
          "cat-test-labels-idx1-ubyte.gz");

  /// A folder in which all files are.
  ///
  /// @throws DataException with one sentence that names those that are wanted
  static CourseFolder of(Path folder, List<String> names) {
    List<String> missing =
        names.stream().filter(name -> !Files.isRegularFile(folder.resolve(name))).toList();
    if (!missing.isEmpty()) {
      throw new DataException(
          folder
              + ": expected "
              + String.join(", ", names)
              + ", got no "
              + String.join(", ", missing)
              + ". Put the files there, or leave --data out.");
    }
    return new CourseFolder(folder);
  }

  Images cats() {
    return Images.read(folder.resolve(CATS.get(0)), folder.resolve(CATS.get(1)));
  }

  Images testCats() {
    return Images.read(folder.resolve(CATS.get(2)), folder.resolve(CATS.get(3)));
  }

  /// Rows of two numbers and a class, 0 or 1.
  ///
  /// @throws DataException if the file holds something else
  Points points(String name) {
    Table table = TableReader.read(folder.resolve(name));
    float[] features = new float[2 * table.rows()];
    float[] targets = new float[table.rows()];
    for (int row = 0; row < table.rows(); row++) {
      features[2 * row] = number(table, 0, row);
      features[2 * row + 1] = number(table, 1, row);
      targets[row] = number(table, 2, row);
    }
    return new Points(
        Tensor.of(Shape.of(table.rows(), 2), features),
        Tensor.of(Shape.of(table.rows(), 1), targets));
  }

  private static float number(Table table, int column, int row) {
    Cells cells = column < table.columns().size() ? table.cells(column) : null;
    if (cells instanceof Numbers numbers && !numbers.isMissing(row)) {
      return (float) numbers.get(row);
    }
    throw new DataException(
        table.name()
            + ", row "
            + (row + 1)
            + ": expected two numbers and a class of 0 or 1, got something else. Take another"
            + " copy of the file.");
  }

  /// Fills parameters with first weights of a file, whose matrices are `[out, in]`.
  ///
  /// @throws ModelException if the file has none of that path and size
  void start(String name, Parameters parameters) {
    SafeTensors start = SafeTensors.read(folder.resolve(name));
    for (Variable variable : parameters.variables()) {
      String path = variable.path();
      int numbers = variable.shape().size();
      if (!start.names().contains(path) || start.shape(path).size() != numbers) {
        throw new ModelException(
            name + ": expected " + variable + ", got none of it. Take another copy of the file.");
      }
      float[] stored = start.floats(path);
      int out = variable.shape().dim(-1);
      float[] turned = new float[numbers];
      for (int i = 0; i < numbers; i++) {
        turned[i] = stored[i % out * (numbers / out) + i / out];
      }
      variable.store(turned);
    }
  }
}
