package hebb.cli.trace;

import hebb.cli.output.JsonText;
import hebb.trace.Term;
import hebb.trace.Trace;
import hebb.trace.TracedLayer;
import hebb.trace.TracedTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A trace as one page that needs nothing else: a frame, and the numbers as JSON in it, each with
/// the terms of the sum that it is. The page only shows them; no rule of it is written twice.
///
/// The JSON: `tensors`, each with its name `n`, formula `f`, shape `s`, `c` where labels have the
/// row alone, the values `v`, those in float32 `w`, the places `p` of those that are shown where
/// not all are, and the terms `t`. A term is a list of factors: a number's index over all values,
/// or `[value, label, indices...]`.
public final class TracePage {
  private static final String DATA = "/*DATA*/";
  private static final String TITLE = "TITLE";

  private final Trace trace;
  private final ShownNumbers shown;
  private final List<TracedTensor> tensors;
  private final Map<TracedTensor, Integer> offsets = new IdentityHashMap<>();
  private final Map<TracedTensor, Map<Integer, Integer>> places = new IdentityHashMap<>();

  private TracePage(Trace trace) {
    this.trace = trace;
    this.shown = new ShownNumbers(trace);
    this.tensors = trace.tensors();
    int offset = 0;
    for (TracedTensor tensor : tensors) {
      offsets.put(tensor, offset);
      offset += shown.of(tensor).length;
    }
  }

  /// The page.
  ///
  /// @param title what was traced, as in `iris.hebb, row 51 of iris.csv`
  public static String of(Trace trace, String title) {
    String data = JsonText.of(new TracePage(trace).data(title)).replace("<", "\\u003c");
    return frame().replace(TITLE, escaped(title)).replace(DATA, data);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String frame() {
    String name = "trace.html";
    try (InputStream in = Objects.requireNonNull(TracePage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + ": cannot be read from Hebb's own files.", e);
    }
  }

  private Map<String, Object> data(String title) {
    var data = new LinkedHashMap<String, Object>();
    data.put("title", title);
    data.put("words", trace.words());
    data.put("cells", TraceJson.cells(trace));
    data.put("layers", trace.layers().stream().map(this::layer).toList());
    data.put("tensors", tensors.stream().map(this::tensor).toList());
    return data;
  }

  private Map<String, Object> layer(TracedLayer layer) {
    var object = new LinkedHashMap<String, Object>();
    object.put("path", layer.path());
    object.put("layer", layer.layer());
    object.put("forward", layer.forward().stream().map(tensors::indexOf).toList());
    object.put("backward", layer.backward().stream().map(tensors::indexOf).toList());
    return object;
  }

  private Map<String, Object> tensor(TracedTensor tensor) {
    int[] of = shown.of(tensor);
    var object = new LinkedHashMap<String, Object>();
    object.put("n", tensor.name());
    object.put("f", tensor.formula());
    object.put("s", tensor.shape().dims());
    if (tensor.isColumn()) {
      object.put("c", 1);
    }
    object.put("v", TraceJson.values(tensor, of));
    object.put("w", TraceJson.floats(tensor, of));
    if (!shown.isWhole(tensor)) {
      object.put("p", of);
      tensor
          .summary()
          .ifPresent(
              all ->
                  object.put(
                      "m",
                      new Double[] {
                        TraceJson.finite(all.least()),
                        TraceJson.finite(all.mean()),
                        TraceJson.finite(all.greatest())
                      }));
    }
    if (tensor.isOpen()) {
      List<List<Object>> terms = new ArrayList<>();
      for (int place : of) {
        terms.add(
            tensor.terms(tensor.index(place), shown.terms()).stream()
                .<Object>map(term -> term.factors().stream().map(this::factor).toList())
                .toList());
      }
      object.put("t", terms);
    }
    return object;
  }

  private Object factor(Term.Factor factor) {
    Integer id = factor.isRef() ? id(factor.of().getFirst()) : null;
    if (id != null) {
      return id;
    }
    List<@Nullable Object> made = new ArrayList<>();
    made.add(TraceJson.finite(factor.value()));
    made.add(factor.label());
    factor.of().stream().map(this::id).filter(Objects::nonNull).forEach(made::add);
    return made;
  }

  /// The index of a number over all values of the page; null where it is not shown.
  private @Nullable Integer id(Term.Ref ref) {
    Integer offset = offsets.get(ref.tensor());
    if (offset == null) {
      return null;
    }
    int place = ref.tensor().place(ref.index());
    if (shown.isWhole(ref.tensor())) {
      return offset + place;
    }
    Integer at = places.computeIfAbsent(ref.tensor(), this::places).get(place);
    return at == null ? null : offset + at;
  }

  private Map<Integer, Integer> places(TracedTensor tensor) {
    Map<Integer, Integer> at = new LinkedHashMap<>();
    int[] of = shown.of(tensor);
    for (int i = 0; i < of.length; i++) {
      at.put(of[i], i);
    }
    return at;
  }
}
