package hebb.cli.doctor;

import hebb.cli.output.Interrupt;
import hebb.cli.output.Numbers;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Trains all networks with known faults and counts how often the right thing is said first.
public final class FaultsBench {
  private int faults;
  private int right;
  private int sound;
  private int silent;
  private int fixable;
  private int tried;
  private int helped;

  private FaultsBench() {}

  /// Runs all of a set and writes a line for each as it is done, then the score. Ctrl-C ends it
  /// after the present one.
  ///
  /// @return the score by name
  public static Map<String, Object> run(
      List<FaultyNetwork> networks, PrintStream out, Interrupt interrupt) {
    var stopped = new AtomicBoolean();
    interrupt.onSignal(() -> stopped.set(true));
    var bench = new FaultsBench();
    for (FaultyNetwork network : networks) {
      if (stopped.get()) {
        out.println("interrupted");
        break;
      }
      bench.run(network, out);
    }
    out.printf(
        Locale.ROOT,
        "right first finding %d of %d, fix helps %d of %d (an option could fix %d of those found),"
            + " sound ones without a high finding %d of %d%n",
        bench.right,
        bench.faults,
        bench.helped,
        bench.tried,
        bench.fixable,
        bench.silent,
        bench.sound);
    return bench.json();
  }

  private void run(FaultyNetwork network, PrintStream out) {
    FaultyNetwork.Outcome outcome = network.run();
    boolean fault = !network.expected().equals(FaultyNetwork.SOUND);
    String proved = "";
    if (fault) {
      faults++;
      right += outcome.right() ? 1 : 0;
      fixable += outcome.right() && network.fixable() ? 1 : 0;
      List<Proof> proofs = outcome.proof();
      if (!proofs.isEmpty()) {
        Proof proof = proofs.getFirst();
        tried++;
        helped += proof.helps() ? 1 : 0;
        proved =
            (proof.helps() ? "helps " : "does not help ")
                + Numbers.decimal(proof.before())
                + " -> "
                + Numbers.decimal(proof.after())
                + "  "
                + proof.finding().fix();
      } else if (outcome.right() && network.fixable()) {
        proved = "no option offered";
      }
    } else {
      sound++;
      silent += outcome.right() ? 1 : 0;
    }
    out.printf(
        Locale.ROOT,
        "%-5s %-54s %-24s %-24s %s%n",
        outcome.right() ? "right" : "WRONG",
        network.name(),
        network.expected(),
        outcome.right() ? "" : outcome.first(),
        proved);
  }

  private Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("faults", faults);
    json.put("right", right);
    json.put("fixable", fixable);
    json.put("fixesTried", tried);
    json.put("fixesHelp", helped);
    json.put("sound", sound);
    json.put("withoutHighFinding", silent);
    return json;
  }
}
