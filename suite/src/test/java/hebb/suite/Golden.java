package hebb.suite;

import hebb.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Numbers of a trusted system (PyTorch in double precision): functions with their gradients, and
/// optimiser trajectories. The files are the resources `golden.json` and `golden2.json`, or the one
/// that the system property `hebb.golden` names.
final class Golden {
  private static final String FILE = System.getProperty("hebb.golden", "");

  private Golden() {}

  /// Numbers with a shape.
  static final class Array {
    final Shape shape;
    final double[] data;

    Array(Shape shape, double... data) {
      this.shape = shape;
      this.data = data;
    }
  }

  /// A function at one place, with the numbers and lists of its configuration: `gradients` are
  /// those of `sum(output * upstream)`.
  record Case(
      String name,
      Map<String, Double> config,
      Map<String, Array> lists,
      Map<String, Array> inputs,
      Array output,
      Array upstream,
      Map<String, Array> gradients) {
    double number(String key, double fallback) {
      return config.getOrDefault(key, fallback);
    }
  }

  /// The parameter after each step of an optimiser.
  record Trajectory(String name, Map<String, Double> config, List<Array> steps) {}

  /// All trajectories go down `1/2 sum c_i w_i^2` from `start`.
  record Descent(Array curvature, Array start, List<Trajectory> trajectories) {}

  /// Whether the files are the project's own: what is in them is known.
  static boolean own() {
    return FILE.isEmpty();
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (JsonNode file : files()) {
      for (JsonNode node : file.path("cases")) {
        cases.add(
            new Case(
                node.path("name").asString(),
                numbers(node.path("config")),
                lists(node.path("config")),
                arrays(node.path("inputs")),
                array(node.path("output")),
                array(node.path("upstream")),
                arrays(node.path("gradients"))));
      }
    }
    return cases;
  }

  /// One of each file.
  static List<Descent> descents() {
    return files().stream().map(file -> descent(file.path("optimizers"))).toList();
  }

  private static Descent descent(JsonNode all) {
    List<Trajectory> trajectories = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      if (entry.getValue().isArray()) {
        List<Array> steps = new ArrayList<>();
        entry.getValue().path(1).forEach(step -> steps.add(vector(step)));
        trajectories.add(new Trajectory(entry.getKey(), numbers(entry.getValue().path(0)), steps));
      }
    }
    JsonNode problem = all.path("problem");
    return new Descent(vector(problem.path("c")), vector(problem.path("w0")), trajectories);
  }

  private static List<JsonNode> files() {
    return own() ? List.of(resource("golden.json"), resource("golden2.json")) : List.of(given());
  }

  private static JsonNode resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Golden.class.getResourceAsStream("/" + name), name)) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode given() {
    try (InputStream in = Files.newInputStream(Path.of(FILE))) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Double> numbers(JsonNode node) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isNumber()) {
        numbers.put(entry.getKey(), entry.getValue().asDouble());
      }
    }
    return numbers;
  }

  private static Map<String, Array> lists(JsonNode node) {
    Map<String, Array> lists = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().path(0).isNumber()) {
        lists.put(entry.getKey(), vector(entry.getValue()));
      }
    }
    return lists;
  }

  private static Map<String, Array> arrays(JsonNode node) {
    Map<String, Array> arrays = new LinkedHashMap<>();
    node.properties().forEach(entry -> arrays.put(entry.getKey(), array(entry.getValue())));
    return arrays;
  }

  private static Array array(JsonNode node) {
    int[] dims = node.path("shape").valueStream().mapToInt(JsonNode::asInt).toArray();
    return new Array(
        Shape.of(dims), node.path("data").valueStream().mapToDouble(JsonNode::asDouble).toArray());
  }

  private static Array vector(JsonNode node) {
    double[] data = node.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    return new Array(Shape.of(data.length), data);
  }
}
