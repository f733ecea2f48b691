package hebb.cli.trace;

import hebb.trace.Trace;
import hebb.trace.TracedCell;
import hebb.trace.TracedLayer;
import hebb.trace.TracedTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trace as one JSON object.
public final class TraceJson {
  private TraceJson() {}

  /// The object: `cells`, `layers` with the tensors of both passes, and `words`. Numbers stand in
  /// the order of the shape that is shown, row by row; of large tensors the largest ones, by name.
  public static Map<String, Object> of(Trace trace) {
    var shown = new ShownNumbers(trace);
    var object = new LinkedHashMap<String, Object>();
    object.put("cells", cells(trace));
    object.put("layers", trace.layers().stream().map(layer -> layer(layer, shown)).toList());
    object.put("backward", trace.hasBackward());
    object.put("words", trace.words());
    return object;
  }

  static List<Map<String, Object>> cells(Trace trace) {
    return trace.cells().stream().map(TraceJson::cell).toList();
  }

  private static Map<String, Object> cell(TracedCell cell) {
    var object = new LinkedHashMap<String, Object>();
    object.put("column", cell.column());
    object.put("cell", cell.text());
    object.put("how", cell.how());
    object.put("count", cell.count());
    object.put(
        "inputs",
        cell.inputs().stream()
            .map(
                input -> Map.of("name", input.name(), "input", input.ref(), "value", input.value()))
            .toList());
    return object;
  }

  private static Map<String, Object> layer(TracedLayer layer, ShownNumbers shown) {
    var object = new LinkedHashMap<String, Object>();
    object.put("path", layer.path());
    object.put("layer", layer.layer());
    object.put("forward", layer.forward().stream().map(tensor -> of(tensor, shown)).toList());
    object.put("backward", layer.backward().stream().map(tensor -> of(tensor, shown)).toList());
    return object;
  }

  private static Map<String, @Nullable Object> of(TracedTensor tensor, ShownNumbers shown) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("name", tensor.name());
    object.put("formula", tensor.formula());
    object.put("shape", tensor.shape().dims());
    tensor
        .summary()
        .filter(any -> !shown.isWhole(tensor))
        .ifPresent(
            summary -> {
              object.put(
                  "largest",
                  Arrays.stream(shown.of(tensor))
                      .mapToObj(place -> tensor.label(tensor.index(place)))
                      .toList());
              object.put("least", finite(summary.least()));
              object.put("mean", finite(summary.mean()));
              object.put("greatest", finite(summary.greatest()));
            });
    object.put("values", values(tensor, shown.of(tensor)));
    object.put("float32", floats(tensor, shown.of(tensor)));
    return object;
  }

  static List<@Nullable Double> values(TracedTensor tensor, int[] places) {
    List<@Nullable Double> values = new ArrayList<>();
    for (int place : places) {
      values.add(finite(tensor.at(tensor.index(place))));
    }
    return values;
  }

  static List<@Nullable Float> floats(TracedTensor tensor, int[] places) {
    List<@Nullable Float> values = new ArrayList<>();
    for (int place : places) {
      float value = tensor.compiled(tensor.index(place));
      values.add(Float.isFinite(value) ? value : null);
    }
    return values;
  }

  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
