package hebb.model;

import hebb.data.image.Images;
import hebb.data.kind.Image;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.List;

/// Pictures as a model of image files sees them: brought to its size and standardised as its
/// training part was.
record CodedImages(Images images, Image.Code code) implements Dataset {
  @Override
  public int rows() {
    return images.rows();
  }

  @Override
  public List<InputSpec> inputs() {
    return List.of(InputSpec.of(code.input(), code.shape()));
  }

  @Override
  public Shape targets() {
    return images.targets();
  }

  @Override
  public void read(int[] order, int from, int count, float[] into, float[] targets) {
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      code.encode(images.pixels(row), into, i * code.width());
      targets[i] = images.target(row);
    }
  }
}
