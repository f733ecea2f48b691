package hebb.compile;

import hebb.kernel.Kernels;
import hebb.run.step.FusedElementwise;
import hebb.run.step.Instruction;
import hebb.run.step.Operand;
import hebb.run.step.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The instructions of a loop in the making, before their temporaries have places.
final class LoopBody {
  /// Where an instruction finds a value: memory, or a temporary whose place is not known yet.
  static final class Ref {
    final @Nullable Operand memory;
    final boolean wide;
    private boolean pinned;
    private int lastUse = -1;
    private int offset = -1;

    Ref(@Nullable Operand memory, boolean wide) {
      this.memory = memory;
      this.wide = wide;
    }

    private Operand operand() {
      return memory != null ? memory : Operand.scratch(offset);
    }
  }

  /// Makes an instruction once it is known where its operands lie.
  interface Make {
    Instruction of(@Nullable Operand to, List<Operand> from);
  }

  private record Draft(@Nullable Ref to, List<Ref> from, Make make) {}

  private record Fill(Ref ref, Place from) {}

  private record Repeat(Ref ref, Place from, int cols) {}

  private final IterationSpace space;
  private final FusedElementwise.Block block;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Fill> fills = new ArrayList<>();
  private final List<Repeat> repeats = new ArrayList<>();
  private final List<Ref> lanes = new ArrayList<>();

  LoopBody(IterationSpace space, FusedElementwise.Block block) {
    this.space = space;
    this.block = block;
  }

  /// Adds an instruction.
  void emit(@Nullable Ref to, List<Ref> from, Make make) {
    for (Ref ref : from) {
      ref.lastUse = drafts.size();
    }
    drafts.add(new Draft(to, from, make));
  }

  /// A block of one number of memory, filled before the loop begins.
  Ref fill(Place from) {
    Ref ref = pinned(true);
    fills.add(new Fill(ref, from));
    return ref;
  }

  /// A block of one row of memory, filled before the loop begins.
  Ref repeat(Place from, int cols) {
    Ref ref = pinned(true);
    repeats.add(new Repeat(ref, from, cols));
    return ref;
  }

  /// The running lanes of a sum.
  Ref lane() {
    Ref ref = pinned(false);
    lanes.add(ref);
    return ref;
  }

  private static Ref pinned(boolean wide) {
    Ref ref = new Ref(null, wide);
    ref.pinned = true;
    return ref;
  }

  /// The loop, whose scratch memory begins with what lies there before; null if it is empty.
  @Nullable FusedElementwise build(ScratchPlacement before) {
    if (drafts.isEmpty()) {
      return null;
    }
    Arena arena = new Arena();
    before.takeFrom(arena);
    place(arena);
    return new FusedElementwise(
        space.rows(),
        space.cols(),
        block,
        fills.stream()
            .map(f -> new FusedElementwise.Fill(f.ref.offset, f.from, size(true)))
            .toList(),
        repeats.stream()
            .map(r -> new FusedElementwise.Repeat(r.ref.offset, r.from, r.cols, rows()))
            .toList(),
        drafts.stream().map(LoopBody::instruction).toList(),
        arena.size());
  }

  private static Instruction instruction(Draft draft) {
    return draft.make.of(
        draft.to == null ? null : draft.to.operand(),
        draft.from.stream().map(Ref::operand).toList());
  }

  private int rows() {
    return Math.max(1, Math.min(block.rows(), space.rows()));
  }

  /// The floats of a temporary.
  private int size(boolean wide) {
    return wide ? rows() * block.cols() : rows();
  }

  /// Gives temporaries their places: one is reused when nothing reads it any more, by the same
  /// instruction if that is elementwise.
  private void place(Arena arena) {
    fills.forEach(fill -> fill.ref.offset = arena.take(size(true)));
    repeats.forEach(repeat -> repeat.ref.offset = arena.take(size(true)));
    lanes.forEach(lane -> lane.offset = arena.take(Kernels.LANES));
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      int now = i;
      List<Ref> ending =
          draft.from.stream()
              .distinct()
              .filter(r -> r.memory == null && !r.pinned && r.lastUse == now)
              .toList();
      boolean reuse = ending.stream().allMatch(r -> draft.to != null && r.wide == draft.to.wide);
      if (reuse) {
        ending.forEach(r -> arena.give(r.offset, size(r.wide)));
      }
      if (draft.to != null && draft.to.memory == null) {
        draft.to.offset = arena.take(size(draft.to.wide));
        if (draft.to.lastUse < 0) {
          arena.give(draft.to.offset, size(draft.to.wide));
        }
      }
      if (!reuse) {
        ending.forEach(r -> arena.give(r.offset, size(r.wide)));
      }
    }
  }
}
