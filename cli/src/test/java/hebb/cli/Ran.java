package hebb.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command did.
record Ran(int code, String out, String err) {
  /// Runs a command.
  static Ran hebb(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Runs a command that reads standard input.
  static Ran given(String input, String... args) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      return hebb(args);
    } finally {
      System.setIn(before);
    }
  }

  /// The one JSON object that standard output holds.
  JsonNode json() {
    if (out.lines().count() != 1) {
      throw new AssertionError("expected one line on standard output, got:\n" + out + err);
    }
    return JsonMapper.shared().readTree(out);
  }
}
