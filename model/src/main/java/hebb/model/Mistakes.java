package hebb.model;

import hebb.data.kind.ColumnCode;
import hebb.data.kind.Image;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The rows that a model takes for another class.
///
/// @param rows how many rows were looked at
/// @param count how many of them it takes for another class
/// @param surest those of them that it is surest of, the surest first
public record Mistakes(int rows, int count, List<Mistake> surest) {
  private static final int BLOCK = 256;
  private static final double WHITE = 255;

  /// Copies the list.
  public Mistakes {
    surest = List.copyOf(surest);
  }

  /// @param places of the rows of `data`, as they are told
  static Mistakes of(Model model, Dataset data, int[] places, int most) {
    List<String> classes = model.classes();
    if (classes.isEmpty()) {
      throw new ModelException(
          "model: expected one of classes, got one of " + model.target() + ".");
    }
    int width = data.width();
    int outputs = model.predictor().output().size();
    float[] rows = new float[BLOCK * width];
    float[] targets = new float[BLOCK];
    float[] predicted = new float[BLOCK * outputs];
    List<Mistake> mistakes = new ArrayList<>();
    int found = 0;
    for (int from = 0; from < data.rows(); from += BLOCK) {
      int count = Math.min(BLOCK, data.rows() - from);
      data.read(IntStream.range(from, from + count).toArray(), 0, count, rows, targets);
      model.predictor().predict(rows, count, predicted);
      for (int r = 0; r < count; r++) {
        int label = ClassOutputs.likeliest(predicted, r, outputs);
        if (label != (int) targets[r]) {
          found++;
          mistakes.add(
              new Mistake(
                  places[from + r],
                  classes.get((int) targets[r]),
                  classes.get(label),
                  ClassOutputs.probability(predicted, r, outputs, label),
                  Tensor.of(
                      Shape.of(width), Arrays.copyOfRange(rows, r * width, (r + 1) * width))));
        }
      }
      mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
      if (mistakes.size() > most) {
        mistakes.subList(most, mistakes.size()).clear();
      }
    }
    return new Mistakes(data.rows(), found, mistakes);
  }

  /// The image among the numbers of a row, `[height, width, channels]` of levels from 0 to 1.
  static Tensor image(Input input, float[] row) {
    return switch (input) {
      case Input.OfImages images -> Tensor.of(images.image(), row.clone());
      case Input.OfTable table -> image(table, row);
      case Input.OfForecast _, Input.OfLanguage _, Input.OfTranslation _ -> throw noImages();
    };
  }

  private static Tensor image(Input.OfTable table, float[] row) {
    int at = 0;
    for (InputSpec input : table.inputs()) {
      for (ColumnCode code : table.encoding().columns()) {
        if (code instanceof Image.Code image && image.input().equals(input.name())) {
          return levels(image, Arrays.copyOfRange(row, at, at + input.row().size()));
        }
      }
      at += input.size();
    }
    throw noImages();
  }

  private static ModelException noImages() {
    return new ModelException("model: expected one that takes images, got one of a table.");
  }

  private static Tensor levels(Image.Code image, float[] numbers) {
    float[] levels = new float[numbers.length];
    for (int i = 0; i < levels.length; i++) {
      int channel = i % image.channels();
      double level = numbers[i] * image.deviations().get(channel) + image.means().get(channel);
      levels[i] = (float) Math.clamp(level / WHITE, 0, 1);
    }
    return Tensor.of(image.shape(), levels);
  }
}
