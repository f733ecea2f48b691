package hebb.model;

import hebb.data.forecast.Band;
import hebb.data.table.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// The next steps of a series.
///
/// @param time what the column of times is called; empty where there are no times
/// @param times of the steps as text; empty where there are none
/// @param targets what is forecast of each target
public record Forecast(String time, List<String> times, List<OfTarget> targets) {
  private static final MathContext DIGITS = new MathContext(7);

  /// Copies the lists.
  public Forecast {
    times = List.copyOf(times);
    targets = List.copyOf(targets);
  }

  /// What is forecast of one target.
  ///
  /// @param target its name
  /// @param values of the next steps, in its own unit
  /// @param bands in which the values lie with a probability of 80 and of 95 %; none where the
  ///   model was not measured
  public record OfTarget(String target, List<Double> values, List<Band> bands) {
    /// Copies the lists.
    public OfTarget {
      values = List.copyOf(values);
      bands = List.copyOf(bands);
    }
  }

  /// The next values of the first target.
  public List<Double> values() {
    return targets.getFirst().values();
  }

  /// How many steps there are.
  public int steps() {
    return values().size();
  }

  /// Writes a row for each step as CSV: its number from 1, its time if there is one, and for each
  /// target `prediction` and the ends of its bands, `lower_80` and `upper_80`; of several targets
  /// with their names, as in `prediction_load`. The stream is flushed, not closed.
  ///
  /// @throws IOException if the stream fails
  public void write(OutputStream out) throws IOException {
    RowWriter rows = RowWriter.to(out, ',');
    List<String> header = new ArrayList<>(List.of("step"));
    if (!times.isEmpty()) {
      header.add(time);
    }
    for (OfTarget target : targets) {
      String of = targets.size() == 1 ? "" : "_" + target.target();
      header.add("prediction" + of);
      for (Band band : target.bands()) {
        header.add("lower_" + band.percent() + of);
        header.add("upper_" + band.percent() + of);
      }
    }
    rows.write(header);
    for (int h = 0; h < steps(); h++) {
      rows.write(row(h));
    }
    rows.flush();
  }

  private List<String> row(int h) {
    List<String> row = new ArrayList<>(List.of("" + (h + 1)));
    if (!times.isEmpty()) {
      row.add(times.get(h));
    }
    for (OfTarget target : targets) {
      row.add(text(target.values().get(h)));
      for (Band band : target.bands()) {
        row.add(text(band.lower().get(h)));
        row.add(text(band.upper().get(h)));
      }
    }
    return row;
  }

  /// Seven digits, as many as a network's numbers have: what comes behind them is noise.
  private static String text(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return Answer.text((float) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return Math.abs(value) < 1e-3 ? rounded.toString() : rounded.toPlainString();
  }
}
