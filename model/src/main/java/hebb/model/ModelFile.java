package hebb.model;

import hebb.data.forecast.Ridge;
import hebb.data.forecast.SeriesCode;
import hebb.data.text.LanguageCode;
import hebb.data.translation.TranslationCode;
import hebb.dataset.InputSpec;
import hebb.graph.Variable;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/// The `.hebb` file: a zip of `model.json`, which is a [ModelDocument], and `weights.safetensors`,
/// which holds the parameters by path. It is data and never code; whatever is in a file, reading it
/// ends with a model or with a sentence.
final class ModelFile {
  static final String DOCUMENT = "model.json";

  private static final String WEIGHTS = "weights.safetensors";

  /// A baseline that is kept to be compared with; no path of a network begins so.
  private static final String RIDGE = "/ridge/weight";

  private static final String RIDGE_BIAS = "/ridge/bias";

  private ModelFile() {}

  /// Writes a model whole or not at all. The same model gives the same bytes.
  ///
  /// @throws IllegalArgumentException if a layer is not known by name
  static void save(
      Path file, ModelDocument document, Parameters parameters, Optional<Ridge> ridge) {
    document.network().text();
    Map<String, Tensor> weights = new LinkedHashMap<>();
    parameters
        .variables()
        .forEach(slot -> weights.put(slot.path(), Tensor.of(slot.shape(), slot.fetch())));
    ridge.ifPresent(
        of -> {
          weights.put(RIDGE, Tensor.of(Shape.of(of.weights().length), of.weights()));
          weights.put(RIDGE_BIAS, Tensor.of(Shape.of(of.bias().length), of.bias()));
        });
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(DOCUMENT, Json.bytes(document));
    entries.put(WEIGHTS, SafeTensors.bytes(weights));
    AtomicFiles.write(file, out -> Archive.write(out, entries));
  }

  /// Reads a model.
  ///
  /// @throws ModelException if the file is not a sound model of this or an earlier format
  static Model load(Path file) {
    SnapshotName.refuse(file);
    Map<String, byte[]> entries =
        Archive.read(
            file,
            "a model file",
            List.of(DOCUMENT, WEIGHTS),
            Checkpoint.DOCUMENT,
            Checkpoint.instead(file));
    SafeTensors weights = SafeTensors.read(file + ", " + WEIGHTS, Archive.entry(entries, WEIGHTS));
    try {
      ModelDocument document =
          Json.read(
              file,
              DOCUMENT,
              Archive.entry(entries, DOCUMENT),
              ModelDocument.FORMAT,
              ModelDocument.class,
              Format1::converted);
      List<InputSpec> inputs = document.input().inputs();
      Parameters parameters =
          Parameters.create(
              document.network(),
              inputs,
              document.provenance().seed(),
              (path, shape) -> requireShape(file, weights, path, shape));
      fill(file, parameters, weights);
      requireOutputs(document, inputs);
      return new Model(document, parameters, ridge(document, weights));
    } catch (JacksonException
        | IllegalArgumentException
        | NullPointerException
        | ArithmeticException
        | OutOfMemoryError e) {
      throw Archive.unsound(file, DOCUMENT + " of format " + ModelDocument.FORMAT, e);
    }
  }

  private static Optional<Ridge> ridge(ModelDocument document, SafeTensors weights) {
    if (!(document.input() instanceof Input.OfForecast(SeriesCode series))
        || !weights.names().contains(RIDGE)) {
      return Optional.empty();
    }
    Ridge ridge = new Ridge(weights.floats(RIDGE), weights.floats(RIDGE_BIAS));
    if (ridge.bias().length != series.horizon()
        || ridge.weights().length != series.input().size() * series.horizon()) {
      throw new IllegalArgumentException("a ridge regression of other sizes than the windows");
    }
    return Optional.of(ridge);
  }

  /// No layer may ask for more memory than the weights can fill.
  private static void requireShape(Path file, SafeTensors weights, String path, Shape shape) {
    if (!weights.names().contains(path) || !weights.shape(path).equals(shape)) {
      throw Archive.damaged(
          file, "weights " + path + shape + " as the network asks for, got others", null);
    }
  }

  private static void fill(Path file, Parameters parameters, SafeTensors weights) {
    TreeSet<String> spare = new TreeSet<>(weights.names());
    spare.removeAll(List.of(RIDGE, RIDGE_BIAS));
    for (Variable slot : parameters.variables()) {
      spare.remove(slot.path());
      float[] values = weights.floats(slot.path());
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw Archive.damaged(file, "finite weights in " + slot.path() + ", got " + value, null);
        }
      }
      slot.store(values);
    }
    if (!spare.isEmpty()) {
      throw Archive.damaged(
          file, "weights of the network alone, got '" + spare.first() + "' too", null);
    }
  }

  private static void requireOutputs(ModelDocument document, List<InputSpec> inputs) {
    Loss loss = Objective.loss(Optional.of(document.loss()), document.input());
    int outputs = Objective.outputs(loss, document.input());
    Shape expected =
        switch (document.input()) {
          case Input.OfLanguage(LanguageCode code) -> Shape.of(code.window(), outputs);
          case Input.OfTranslation(TranslationCode code) -> {
            Translator.layer(document.network());
            yield Shape.of(code.steps(), outputs);
          }
          case Input.OfTable _, Input.OfImages _, Input.OfForecast _ -> Shape.of(outputs);
        };
    Shape output = document.network().outputShape(inputs);
    boolean bands =
        document
            .intervals()
            .map(known -> known.fits(document.input().targets().size(), outputs))
            .orElse(true);
    if (!output.equals(expected) || !bands) {
      throw new IllegalArgumentException("outputs " + output + " for targets of " + expected);
    }
  }
}
