package hebb.model;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the `model.json` of format 1 into one of format 2.
///
/// Format 1 named kinds in capital letters, kept no number formats, no ranges and no words for
/// missing, and had a list for each of two kinds that a person could name.
final class Format1 {
  private static final Map<String, String> KINDS =
      Map.of("NUMERIC", "numeric", "CATEGORICAL", "categorical", "BOOLEAN", "boolean");
  private static final double UNKNOWN_RANGE = Float.MAX_VALUE;

  private Format1() {}

  /// Changes a document in place. What is not as it should be stays, for the reader to find.
  static JsonNode converted(JsonNode document) {
    if (document instanceof ObjectNode root) {
      root.put("format", ModelDocument.FORMAT).putNull("intervals");
      if (root.get("provenance") instanceof ObjectNode provenance) {
        provenance.putObject("others");
        provenance.putArray("fixes");
        provenance.putNull("fork");
      }
      if (root.get("input") instanceof ObjectNode input && input.get("encoding") != null) {
        String target = input.path("schema").path("target").asString("");
        boolean yesNo = columns(input.path("schema").path("columns"), target);
        encoding(input.path("encoding"), yesNo);
      }
      options(root.path("training").path("columns"));
      if (root.path("input").get("schema") instanceof ObjectNode schema) {
        schema.putArray("targets").add(schema.path("target").asString(""));
        schema.remove("target");
        schema.put("weight", "");
      }
      if (root.path("training").get("training") instanceof ObjectNode loop) {
        loop.put("clipValue", "Infinity").putNull("monitor");
        loop.put("accumulate", 1).put("l1", 0).putObject("rates");
      }
      if (root.get("training") instanceof ObjectNode training) {
        training.put("emaStart", "BIAS_CORRECTED").put("augmentation", "none");
        training.putObject("classWeights").put("balanced", false).putObject("factors");
        training.putObject("language").put("lines", false).put("window", 0);
        training.withObject("language").putNull("carryState");
        ObjectNode forecast = training.putObject("forecast").put("time", "");
        forecast.put("horizon", 0).put("window", 0).put("interpolate", 0);
      }
      if (root.path("training").get("network") instanceof ObjectNode network) {
        network.putNull("layers").put("pretrain", 0);
      }
      if (root.get("network") instanceof ObjectNode network) {
        network.putArray("branches");
        images(root.path("input"), network.path("layers"));
      }
      for (JsonNode part : root.path("results").path("parts")) {
        if (part instanceof ObjectNode report) {
          report.put("unknownClass", 0).putObject("targets");
          report.putObject("forecasts");
        }
      }
    }
    return document;
  }

  /// Images were flat rows.
  private static void images(JsonNode input, JsonNode layers) {
    if (input.get("image") instanceof ArrayNode image && layers instanceof ArrayNode network) {
      if (image.size() == 2) {
        image.add(1);
      }
      network.insertObject(0).put("name", "flatten").putObject("layer").put("kind", "flatten");
    }
  }

  /// Whether the target is yes or no.
  private static boolean columns(JsonNode columns, String target) {
    boolean yesNo = false;
    for (JsonNode each : columns) {
      if (each instanceof ObjectNode column) {
        String old = column.path("kind").asString("");
        yesNo |= old.equals("BOOLEAN") && column.path("name").asString("").equals(target);
        column.put("kind", KINDS.getOrDefault(old, skipped(column.path("reason").asString(""))));
        column.put("format", "");
      }
    }
    return yesNo;
  }

  private static String skipped(String reason) {
    return reason.equals("--ignore")
        ? "ignored"
        : reason.startsWith("one distinct") ? "identifier" : "constant";
  }

  private static void encoding(JsonNode encoding, boolean yesNo) {
    if (encoding instanceof ObjectNode learned) {
      learned.putObject("steps");
    }
    for (JsonNode each : encoding.path("columns")) {
      if (each instanceof ObjectNode code && code.path("kind").asString("").equals("numeric")) {
        code.put("format", "").put("low", -UNKNOWN_RANGE).put("high", UNKNOWN_RANGE);
      }
      if (each instanceof ObjectNode code && code.path("kind").asString("").equals("categorical")) {
        boolean other = code.path("other").asBoolean(false);
        code.remove("other");
        code.putArray("others");
        code.put("complete", !other);
      }
    }
    if (encoding instanceof ObjectNode learned) {
      learned.putArray("missing");
      if (learned.get("target") instanceof ObjectNode target) {
        if (target.path("kind").asString("").equals("classes")) {
          target.put("yesNo", yesNo);
        } else {
          target.put("format", "");
        }
        learned.putArray("targets").add(target);
        learned.remove("target");
      }
    }
  }

  private static void options(JsonNode columns) {
    if (columns instanceof ObjectNode options) {
      options.put("weight", "");
      ObjectNode kinds = options.putObject("kinds");
      for (String kind : new String[] {"categorical", "numeric"}) {
        if (options.remove(kind) instanceof ArrayNode names && !names.isEmpty()) {
          kinds.set(kind, names);
        }
      }
    }
  }
}
