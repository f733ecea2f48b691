package hebb.model;

import hebb.data.Task;
import hebb.data.forecast.SeriesCode;
import hebb.data.image.ImageSize;
import hebb.data.kind.Column;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Image;
import hebb.data.kind.ShapedCode;
import hebb.data.schema.Encoder;
import hebb.data.schema.Encoding;
import hebb.data.schema.Feature;
import hebb.data.schema.IndexGroup;
import hebb.data.schema.Schema;
import hebb.data.schema.TargetCode;
import hebb.data.table.FileFolder;
import hebb.data.table.FileType;
import hebb.data.text.LanguageCode;
import hebb.data.translation.TranslationCode;
import hebb.dataset.InputSpec;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.layer.Embedding;
import hebb.nn.layer.Flatten;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a model takes and what it predicts.
public sealed interface Input {
  /// What is predicted.
  Task task();

  /// What is predicted, mostly one; several are all quantities or all of two classes; none for an
  /// autoencoder.
  List<TargetCode> targets();

  /// What the prediction is called: the target column, or `class` for images; several as a list.
  default String target() {
    return TargetCode.names(targets());
  }

  /// The classes of the one target by whose index it is given; empty for a quantity and for several
  /// targets.
  default List<String> classes() {
    return TargetCode.classes(targets());
  }

  /// What the network gets of a row, each by name.
  List<InputSpec> inputs();

  /// What one unit of each of the network's targets is in the target's own unit; 1 for classes.
  default double[] units() {
    return targets().stream()
        .mapToDouble(target -> target instanceof TargetCode.Quantity number ? number.std() : 1)
        .toArray();
  }

  /// A network's output for a target in the target's own unit; the output itself for classes.
  default double decode(int target, double output) {
    return targets().get(target) instanceof TargetCode.Quantity quantity
        ? quantity.decode(output)
        : output;
  }

  /// The branches of a network: an embedding for each input of indices; for texts, and for images
  /// beside other inputs, the layers that are usual for them.
  default List<Network.Branch> branches() {
    return List.of();
  }

  /// What the numbers of an input are called, by its name; nothing of those whose numbers have
  /// none.
  default Map<String, List<String>> names() {
    return Map.of();
  }

  /// The same as rows of a table: of pictures those whose column `image` names files with such
  /// pictures, and whose `class` is theirs. Nothing where there are none.
  Optional<OfTable> table();

  /// Rows of a table.
  ///
  /// @param schema what its columns are
  /// @param encoding how they become numbers, learned from the training part
  record OfTable(Schema schema, Encoding encoding) implements Input {
    /// Both are of the same columns.
    public OfTable {
      List<String> known = schema.features().stream().map(Column::name).toList();
      List<String> encoded = encoding.columns().stream().map(ColumnCode::column).toList();
      List<String> targets = encoding.targets().stream().map(TargetCode::column).toList();
      if (!known.equals(encoded) || !schema.targets().equals(targets)) {
        throw new IllegalArgumentException(
            "encoding: expected the columns "
                + known
                + " and the targets "
                + schema.targets()
                + " of the schema, got "
                + encoded
                + " and "
                + targets
                + ".");
      }
    }

    /// The encoding in use.
    Encoder encoder() {
      return new Encoder(encoding);
    }

    @Override
    public Optional<OfTable> table() {
      return Optional.of(this);
    }

    @Override
    public Task task() {
      return schema.task();
    }

    @Override
    public List<TargetCode> targets() {
      return encoding.targets();
    }

    @Override
    public List<InputSpec> inputs() {
      return encoder().inputs();
    }

    @Override
    public Map<String, List<String>> names() {
      return Map.of(InputSpec.FEATURES, encoder().features().stream().map(Feature::name).toList());
    }

    @Override
    public List<Network.Branch> branches() {
      Stream<Network.Branch> shaped =
          encoding.columns().stream()
              .flatMap(code -> code instanceof ShapedCode of ? Stream.of(of) : Stream.empty())
              .filter(code -> inputs().size() > 1 || code.spec().indices() > 0)
              .map(code -> Network.Branch.of(code.input(), layers(code)));
      return Stream.concat(shaped, embeddings()).toList();
    }

    private static Layer[] layers(ShapedCode code) {
      return Network.parse(code.network()).layers().stream()
          .map(Network.Entry::layer)
          .toArray(Layer[]::new);
    }

    private Stream<Network.Branch> embeddings() {
      return IndexGroup.of(encoding.columns()).stream()
          .map(
              group -> {
                Layer table =
                    Embedding.of(group.count(), group.size()).withPadding(group.padding());
                return group.columns().size() == 1
                    ? Network.Branch.of(group.name(), table)
                    : Network.Branch.of(group.name(), table, new Flatten());
              });
    }
  }

  /// Windows of series.
  ///
  /// @param series how rows become windows, learned from the training part
  record OfForecast(SeriesCode series) implements Input {
    @Override
    public Optional<OfTable> table() {
      return Optional.empty();
    }

    @Override
    public Task task() {
      return Task.FORECAST;
    }

    @Override
    public List<TargetCode> targets() {
      return List.copyOf(series.targets());
    }

    @Override
    public List<InputSpec> inputs() {
      return List.of(series.input());
    }
  }

  /// Windows of a text.
  ///
  /// @param code how the text is read, learned from the training part
  record OfLanguage(LanguageCode code) implements Input {
    @Override
    public Optional<OfTable> table() {
      return Optional.empty();
    }

    @Override
    public Task task() {
      return Task.LANGUAGE;
    }

    @Override
    public List<TargetCode> targets() {
      return List.of();
    }

    @Override
    public List<InputSpec> inputs() {
      return List.of(code.input());
    }
  }

  /// Pairs of texts.
  ///
  /// @param translation how they become tokens, learned from the training part
  record OfTranslation(TranslationCode translation) implements Input {
    @Override
    public Optional<OfTable> table() {
      return Optional.empty();
    }

    @Override
    public Task task() {
      return Task.TRANSLATE;
    }

    @Override
    public List<TargetCode> targets() {
      return List.of();
    }

    @Override
    public String target() {
      return translation.target().column();
    }

    @Override
    public List<InputSpec> inputs() {
      return translation.inputs();
    }
  }

  /// Pictures, each as its pixels from 0 to 1.
  ///
  /// @param image the shape of a picture, `[height, width, channels]`
  /// @param classes the classes; none for an autoencoder
  record OfImages(Shape image, List<String> classes) implements Input {
    private static final double WHITE = 255;

    /// Copies the list.
    public OfImages {
      classes = List.copyOf(classes);
    }

    @Override
    public Optional<OfTable> table() {
      int channels = image.rank() == 3 ? image.dim(2) : 0;
      if (channels != 1 && channels != 3) {
        return Optional.empty();
      }
      var size = new ImageSize(image.dim(0), image.dim(1), false);
      var code =
          new Image.Code(
              FileType.IMAGE.column(),
              size,
              Collections.nCopies(channels, 0.0),
              Collections.nCopies(channels, WHITE),
              false);
      List<Column> columns = new ArrayList<>();
      columns.add(new Column(code.column(), Image.NAME, size.toString(), "", 0, ""));
      targets().forEach(to -> columns.add(new Column(to.column(), "target", "", "", 0, "")));
      List<String> names = targets().stream().map(TargetCode::column).toList();
      return Optional.of(
          new OfTable(
              new Schema(columns, names, "", task(), List.of()),
              new Encoding(List.of(code), targets(), List.of())));
    }

    @Override
    public Task task() {
      return classes.isEmpty() ? Task.AUTOENCODER : Task.CLASSIFICATION;
    }

    @Override
    public List<TargetCode> targets() {
      return classes.isEmpty()
          ? List.of()
          : List.of(new TargetCode.Classes(FileFolder.CLASS, classes, false));
    }

    @Override
    public List<InputSpec> inputs() {
      return List.of(InputSpec.features(image));
    }
  }
}
