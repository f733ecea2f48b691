package hebb.run;

import hebb.run.step.ArgMax;
import hebb.run.step.BatchMatMul;
import hebb.run.step.BlockMatMul;
import hebb.run.step.ColumnSplit;
import hebb.run.step.Copy;
import hebb.run.step.FusedMatMul;
import hebb.run.step.Gather;
import hebb.run.step.JoinBlocks;
import hebb.run.step.Memory;
import hebb.run.step.ReduceAxis;
import hebb.run.step.ReducePartials;
import hebb.run.step.ScatterAdd;
import hebb.run.step.Scratch;
import hebb.run.step.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the time of a program's runs goes, as the thread sees it that calls [Executor#profile].
public final class Profile {
  /// What a run does.
  public enum Part {
    /// Matrix products.
    PRODUCTS,
    /// Everything else that computes values.
    ELEMENTWISE,
    /// Loops that give variables their next values: the optimiser.
    UPDATE,
    /// The rest: waiting for other threads, handing work over, and the clock itself.
    WAITING
  }

  private final long[] nanos = new long[Part.values().length];
  private final Map<String, Long> layers = new TreeMap<>();
  private @Nullable Program program;
  private long runs;

  /// A profile of no runs yet.
  public Profile() {}

  /// How many runs it has seen.
  public long runs() {
    return runs;
  }

  /// Milliseconds of a part in the mean run; 0 before the first.
  public double millis(Part part) {
    return runs == 0 ? 0 : nanos[part.ordinal()] / 1e6 / runs;
  }

  /// Milliseconds of each layer's steps in the mean run, by its path; an empty path is what belongs
  /// to no layer, as the loss does.
  public Map<String, Double> layers() {
    Map<String, Double> millis = new LinkedHashMap<>();
    layers.forEach((layer, spent) -> millis.put(layer, runs == 0 ? 0 : spent / 1e6 / runs));
    return millis;
  }

  /// The runs that follow are of this program.
  void begin(Program running) {
    program = running;
  }

  /// Does parts `[from, to)` of a step, under the clock where there is a profile.
  static void run(
      @Nullable Profile profile, Step step, Memory memory, Scratch scratch, int from, int to) {
    if (profile == null) {
      step.run(memory, scratch, from, to);
    } else {
      profile.run(step, memory, scratch, from, to);
    }
  }

  private void run(Step step, Memory memory, Scratch scratch, int from, int to) {
    long begin = System.nanoTime();
    long first = begin;
    if (step instanceof FusedMatMul fused) {
      for (int part = from; part < to; part += fused.together()) {
        int end = Math.min(to, part + fused.together());
        fused.products(memory, scratch, part, end);
        begin = add(Part.PRODUCTS, begin);
        fused.loop(memory, scratch, part, end);
        begin = add(part(step), begin);
      }
    } else {
      step.run(memory, scratch, from, to);
      begin = add(part(step), begin);
    }
    Program running = program;
    if (running != null) {
      layers.merge(running.layer(step), begin - first, Long::sum);
    }
  }

  /// What a step does, its products aside.
  private static Part part(Step step) {
    return switch (step) {
      case FusedMatMul fused -> fused.assigns() ? Part.UPDATE : Part.ELEMENTWISE;
      case BatchMatMul s -> Part.PRODUCTS;
      case BlockMatMul s -> Part.PRODUCTS;
      case JoinBlocks s -> Part.PRODUCTS;
      case ArgMax s -> Part.ELEMENTWISE;
      case ColumnSplit s -> Part.PRODUCTS;
      case ReducePartials s -> Part.ELEMENTWISE;
      case Copy s -> Part.ELEMENTWISE;
      case Gather s -> Part.ELEMENTWISE;
      case ReduceAxis s -> Part.ELEMENTWISE;
      case ScatterAdd s -> Part.ELEMENTWISE;
    };
  }

  private long add(Part part, long begin) {
    long now = System.nanoTime();
    nanos[part.ordinal()] += now - begin;
    nanos[Part.WAITING.ordinal()] -= now - begin;
    return now;
  }

  /// Ends a run that took so long.
  void end(long elapsed) {
    nanos[Part.WAITING.ordinal()] += elapsed;
    runs++;
  }
}
