package hebb.model;

import hebb.data.image.Augmentation;
import hebb.data.kind.Image;
import hebb.data.schema.Encoder;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Where the images of a row are that augmentation changes.
final class Augmented {
  private static final int WHITE = 255;

  private Augmented() {}

  /// Of a row that is one image, from 0 to 1.
  static List<Augmentation.Place> places(Shape image) {
    int channels = image.dim(-1);
    return List.of(
        new Augmentation.Place(
            0, image, Collections.nCopies(channels, 0f), Collections.nCopies(channels, 1f)));
  }

  /// Of an encoded row of a table.
  static List<Augmentation.Place> places(Encoder encoder) {
    List<Augmentation.Place> places = new ArrayList<>();
    encoder
        .images()
        .forEach(
            (code, at) ->
                places.add(
                    new Augmentation.Place(
                        at, code.shape(), levels(code, 0), levels(code, WHITE))));
    return places;
  }

  private static List<Float> levels(Image.Code code, int level) {
    return IntStream.range(0, code.channels()).mapToObj(c -> code.number(c, level)).toList();
  }
}
