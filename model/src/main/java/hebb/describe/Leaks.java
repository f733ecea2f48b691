package hebb.describe;

import hebb.data.schema.LeakageCheck;
import hebb.data.schema.Schema;
import hebb.data.table.Table;
import hebb.diagnose.Leak;
import hebb.train.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/// Columns that tell the target, as findings.
public final class Leaks {
  private Leaks() {}

  /// Each such column of some rows, by the sentence that warns of it.
  public static Map<String, Finding> of(Table table, Schema schema, int[] rows) {
    Map<String, Finding> leaks = new LinkedHashMap<>();
    for (LeakageCheck.Leakage leak : LeakageCheck.leaks(table, schema, rows)) {
      leaks.put(
          leak.sentence(),
          Leak.of(leak.column(), leak.target(), leak.share(), "--ignore " + leak.column()));
    }
    return leaks;
  }
}
