package hebb.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs that cannot be gone on from, compared or listed.
final class BadRunCases {
  private static final String FROM = "train in/t.csv --from in/m.hebb --out in/n.hebb";

  private BadRunCases() {}

  /// @param model a sound model of one epoch, of the columns `a`, `b` and the target `y`
  /// @param checkpoint of its training
  static void runs(List<BadInputCases> cases, byte[] model, byte[] checkpoint) {
    String rows = BadInputCases.rows(20);
    byte[] log = BadInputCases.bytes("{\"epoch\":1,\"loss\":0.5}\n{\"epoch\":2,\"lo");
    byte[] long3 = BadInputCases.bytes("{\"epoch\":1}\n{\"epoch\":2}\n{\"epoch\":3}\n");
    Map<String, byte[]> both = Map.of("m.hebb", model, "t.csv", BadInputCases.bytes(rows));
    add(
        cases,
        "fork onto its parent",
        both,
        "train --from in/m.hebb --out in/m.hebb",
        1,
        "m.hebb: expected no file yet, got one");
    add(
        cases,
        "fork with another network",
        both,
        FROM + " --hidden 9",
        2,
        "--hidden: expected the network and the columns of m.hebb, which --from goes on with");
    add(
        cases,
        "fork of another kind of task",
        both,
        FROM + " --task autoencoder",
        2,
        "--task: expected the network and the columns of m.hebb");
    add(cases, "fork with other tokens", both, FROM + " --tokens words", 2, "--tokens: expected");
    add(
        cases,
        "fork with a loss that takes others",
        both,
        FROM + " --loss softmax_cross_entropy",
        2,
        "loss: expected one that takes what the network of m.hebb gives");
    add(
        cases,
        "fork on pictures",
        both,
        "train demo:digits --from in/m.hebb --out in/n.hebb",
        1,
        "demo:digits: expected a table, which the model that training goes on from takes");
    add(
        cases,
        "fork on other columns",
        with(both, "t.csv", "a,y\n" + "1,u\n2,v\n".repeat(9)),
        FROM,
        1,
        "t.csv",
        "expected a column 'b'");
    add(
        cases,
        "fork on a class that is new",
        with(both, "t.csv", rows + "1,2,w\n"),
        FROM,
        1,
        "column 'y': expected one of the classes u, v, got 'w'");
    add(
        cases,
        "fork without its data",
        Map.of("m.hebb", model),
        "train --from in/m.hebb --out in/n.hebb",
        1,
        "t.csv: expected the data that m.hebb was trained on, got none of that name here");
    add(
        cases,
        "fork from a snapshot that is missing",
        both,
        "train in/t.csv --from in/m.hebb@7 --out in/n.hebb",
        1,
        "m.hebb@7: expected the snapshot of an epoch",
        "got none there");
    add(
        cases,
        "fork from a cut-off model",
        with(both, "m.hebb", Arrays.copyOf(model, model.length / 2)),
        FROM,
        1,
        "m.hebb: expected a model file");
    add(
        cases,
        "fork from a model as a checkpoint",
        with(both, "c.checkpoint", model),
        "train in/t.csv --from in/c.checkpoint --out in/n.hebb",
        1,
        "c.checkpoint: expected a checkpoint, got a model. Let its name end in .hebb");
    add(
        cases,
        "a file for TensorBoard",
        both,
        "train in/t.csv --target y --out in/n.hebb --tensorboard in/t.csv",
        1,
        "t.csv: expected a folder for TensorBoard's files, got a file");
    Map<String, byte[]> logs = Map.of("a.log.jsonl", log, "b.log.jsonl", long3);
    add(
        cases,
        "a cut-off line of a log",
        logs,
        "compare in/a.log.jsonl in/b.log.jsonl",
        1,
        "a.log.jsonl, line 2: expected an epoch in JSON");
    Map<String, byte[]> other = Map.of("m.hebb", model, "m.log.jsonl", long3, "n.hebb", model);
    add(
        cases,
        "a log of another model",
        other,
        "compare in/m.hebb in/n.hebb",
        1,
        "m.log.jsonl: expected the log of the model, which was trained for 1 epochs, got one of 3");
    Map<String, byte[]> silent = Map.of("m.hebb", model, "n.hebb", model);
    add(
        cases,
        "curves of models without logs",
        silent,
        "compare in/m.hebb in/n.hebb -o in/c.png",
        1,
        "-o: expected runs with logs to draw");
    Map<String, byte[]> mixed = Map.of("m.hebb", model, "b.log.jsonl", long3);
    add(
        cases,
        "rows and a log",
        mixed,
        "compare in/m.hebb in/b.log.jsonl --data in/t.csv",
        2,
        "--data: expected models to measure, got the log");
    add(
        cases,
        "curves onto a model",
        other,
        "compare in/m.hebb in/n.hebb -o in/m.hebb",
        2,
        "-o: expected a name that ends in .png or .svg");
    add(
        cases,
        "a folder without runs",
        Map.of("t.csv", BadInputCases.bytes(rows)),
        "runs in",
        1,
        "expected models (.hebb) or logs (.log.jsonl) in the folder, got none");
    Map<String, byte[]> stood = with(both, "m.hebb.checkpoint", checkpoint);
    for (String command :
        List.of(
            "doctor in/FILE",
            "inspect in/FILE",
            "replay in/FILE -o in/s.html",
            "show in/FILE -o in/s.png",
            "compare in/m.hebb in/FILE",
            "predict in/FILE in/t.csv",
            "trace in/FILE --data in/t.csv --row 1")) {
      add(
          cases,
          command + " of a checkpoint",
          stood,
          command.replace("FILE", "m.hebb.checkpoint"),
          1,
          "m.hebb.checkpoint: expected a model file, got a checkpoint. Give its model, ",
          "m.hebb; train");
      Map<String, byte[]> recorded = with(both, "m.record/epoch-5.hebb", model);
      add(
          cases,
          command + " of the name of a snapshot",
          recorded,
          command.replace("FILE", "m.hebb@5"),
          1,
          "m.hebb@5: expected a model file, got the name of a snapshot, which train --from alone",
          "epoch-5.hebb.");
      add(
          cases,
          command + " of a snapshot that is missing",
          recorded,
          command.replace("FILE", "m.hebb@6"),
          1,
          "m.hebb@6: expected the snapshot of an epoch in",
          "got others: 5. Name one of them.");
    }
    add(
        cases,
        "a checkpoint without its model",
        Map.of("m.hebb.checkpoint", checkpoint),
        "inspect in/m.hebb.checkpoint",
        1,
        "got a checkpoint, whose training did not end. Make ",
        "m.hebb first: the same train command with --resume.");
    add(
        cases,
        "fork from a checkpoint by another name",
        with(both, "c.hebb", checkpoint),
        "train in/t.csv --from in/c.hebb --out in/n.hebb",
        1,
        "c.hebb: expected a model file, got a checkpoint.",
        "whose name ends in .checkpoint.");
    add(
        cases,
        "fork from an epoch of a checkpoint",
        stood,
        "train in/t.csv --from in/m.hebb.checkpoint@5 --out in/n.hebb",
        1,
        "m.hebb.checkpoint@5: expected a model before the @, got a checkpoint",
        "Leave out @5.");
    add(
        cases,
        "fork from no epoch",
        with(both, "m.record/epoch-5.hebb", model),
        "train in/t.csv --from in/m.hebb@x --out in/n.hebb",
        1,
        "m.hebb@x: expected the number of an epoch behind the @, got 'x'. Name one of 5.");
    for (String command : List.of("doctor", "replay -o in/s.html", "show --curves -o in/s.png")) {
      add(
          cases,
          command + " of a snapshot",
          with(both, "m.record/epoch-5.hebb", model),
          command + " in/m.record/epoch-5.hebb",
          1,
          "epoch-5.hebb: expected a model with its epoch log beside it, got a snapshot, which has"
              + " none. Give its model, ",
          "m.hebb.");
    }
    for (String command : List.of("doctor", "inspect", "replay -o in/s.html")) {
      add(
          cases,
          command + " of rows in place of a model",
          both,
          command + " in/t.csv",
          1,
          "t.csv: expected a model file, got something else, which begins with 'a,b,y'.",
          "Name a file that train has written.");
    }
    add(
        cases,
        "an empty model",
        Map.of("m.hebb", new byte[0]),
        "doctor in/m.hebb",
        1,
        "m.hebb: expected a model file, got something else, an empty file. Name a file");
    add(cases, "runs of a file", both, "runs in/t.csv", 1, "expected a folder of runs, got a file");
  }

  private static void add(
      List<BadInputCases> cases,
      String name,
      Map<String, byte[]> files,
      String command,
      int code,
      String... words) {
    cases.add(BadInputCases.of(name, files, command, code, words));
  }

  private static Map<String, byte[]> with(Map<String, byte[]> files, String name, String text) {
    return with(files, name, BadInputCases.bytes(text));
  }

  private static Map<String, byte[]> with(Map<String, byte[]> files, String name, byte[] bytes) {
    Map<String, byte[]> changed = new LinkedHashMap<>(files);
    changed.put(name, bytes);
    return changed;
  }
}
