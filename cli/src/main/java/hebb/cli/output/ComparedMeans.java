package hebb.cli.output;

import hebb.train.EpochLog;
import hebb.train.TrainingListener;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// The validation losses of the raw weights and of their running means, gathered over the epochs.
public final class ComparedMeans implements TrainingListener {
  /// @param best the lowest loss
  /// @param epoch at whose end
  /// @param last the loss at the end of the last epoch
  private record Losses(double best, int epoch, double last) {
    Losses after(int now, double loss) {
      return loss < best ? new Losses(loss, now, loss) : new Losses(best, epoch, loss);
    }
  }

  private final Map<String, Losses> losses = new LinkedHashMap<>();

  /// Nothing gathered yet.
  public ComparedMeans() {}

  @Override
  public void epochEnd(EpochLog log) {
    log.compared()
        .forEach(
            (name, loss) ->
                losses.put(
                    name,
                    losses
                        .getOrDefault(name, new Losses(Double.POSITIVE_INFINITY, 0, 0))
                        .after(log.epoch(), loss)));
  }

  /// A table, if anything was compared.
  public void print(PrintStream out) {
    if (losses.isEmpty()) {
      return;
    }
    out.println();
    out.println("Weights compared, validation loss (those that are kept: corrected)");
    var table = new TextTable("lrrr").row("weights", "lowest", "in epoch", "last epoch");
    losses.forEach(
        (name, of) ->
            table.row(
                name,
                Numbers.decimal(of.best()),
                Numbers.count(of.epoch()),
                Numbers.decimal(of.last())));
    table.print(out);
  }

  /// The same for programs; empty if nothing was compared.
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    losses.forEach(
        (name, of) ->
            json.put(name, Map.of("lowest", of.best(), "epoch", of.epoch(), "last", of.last())));
    return json;
  }
}
