package hebb.run;

import hebb.backend.Profile;
import hebb.backend.Profile.Part;
import hebb.run.step.ArgMax;
import hebb.run.step.BatchMatMul;
import hebb.run.step.BlockMatMul;
import hebb.run.step.ColumnSplit;
import hebb.run.step.ConvWeights;
import hebb.run.step.Copy;
import hebb.run.step.FusedMatMul;
import hebb.run.step.Gather;
import hebb.run.step.JoinBlocks;
import hebb.run.step.MaxPool;
import hebb.run.step.MaxUnpool;
import hebb.run.step.Memory;
import hebb.run.step.PickLargest;
import hebb.run.step.ReduceAxis;
import hebb.run.step.ReducePartials;
import hebb.run.step.Scan;
import hebb.run.step.ScatterAdd;
import hebb.run.step.Scratch;
import hebb.run.step.Step;
import hebb.run.step.UpdateRows;
import org.jspecify.annotations.Nullable;

/// Runs the steps of a program under the clock.
///
/// @param into what they took is added to it
record StepProfile(Program program, Profile into) {
  /// Does parts `[from, to)` of a step, under the clock where there is a profile.
  static void run(
      @Nullable StepProfile profile, Step step, Memory memory, Scratch scratch, int from, int to) {
    if (profile == null) {
      step.run(memory, scratch, from, to);
    } else {
      profile.run(step, memory, scratch, from, to);
    }
  }

  private void run(Step step, Memory memory, Scratch scratch, int from, int to) {
    long begin = System.nanoTime();
    if (step instanceof FusedMatMul fused) {
      for (int part = from; part < to; part += fused.together()) {
        int end = Math.min(to, part + fused.together());
        fused.products(memory, scratch, part, end);
        begin = add(Part.PRODUCTS, step, begin);
        fused.loop(memory, scratch, part, end);
        begin = add(part(step), step, begin);
      }
    } else {
      step.run(memory, scratch, from, to);
      add(part(step), step, begin);
    }
  }

  private long add(Part part, Step step, long begin) {
    long now = System.nanoTime();
    into.add(part, program.layer(step), now - begin);
    return now;
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
      case ConvWeights s -> Part.PRODUCTS;
      case Copy s -> Part.ELEMENTWISE;
      case Gather s -> Part.ELEMENTWISE;
      case MaxPool s -> Part.ELEMENTWISE;
      case MaxUnpool s -> Part.ELEMENTWISE;
      case PickLargest s -> Part.ELEMENTWISE;
      case Scan s -> Part.PRODUCTS;
      case ReduceAxis s -> Part.ELEMENTWISE;
      case ScatterAdd s -> Part.ELEMENTWISE;
      case UpdateRows s -> Part.UPDATE;
    };
  }
}
