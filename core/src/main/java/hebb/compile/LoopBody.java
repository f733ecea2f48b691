package hebb.compile;

import hebb.kernel.Kernels;
import hebb.run.step.FusedElementwise;
import hebb.run.step.Instruction;
import hebb.run.step.Operand;
import hebb.run.step.Place;
import hebb.run.step.StridedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The instructions of a loop in the making, before their temporaries have places.
final class LoopBody {
  /// Shorter rows are loaded and stored: an instruction for each would cost more.
  private static final int SHORTEST_ROW = 64;

  /// Where an instruction finds a value: memory, or a temporary whose place is not known yet.
  static final class Ref {
    private @Nullable Operand memory;
    final boolean wide;
    private boolean pinned;
    private int lastUse = -1;
    private int offset = -1;

    Ref(@Nullable Operand memory, boolean wide) {
      this.memory = memory;
      this.wide = wide;
    }

    /// Its place in memory, if it has one.
    @Nullable Operand memory() {
      return memory;
    }

    private Operand operand() {
      return memory != null ? memory : Operand.scratch(offset);
    }
  }

  /// Makes an instruction once it is known where its operands lie.
  interface Make {
    Instruction of(@Nullable Operand to, List<Operand> from);
  }

  /// An instruction in the making.
  private static final class Draft {
    final @Nullable Ref to;
    final List<Ref> from;
    final Make make;

    /// What a load or a store could be spared by: its rows as an operand, each row by itself.
    final @Nullable Operand rows;

    boolean byRows;

    Draft(@Nullable Ref to, List<Ref> from, @Nullable Operand rows, Make make) {
      this.to = to;
      this.from = from;
      this.rows = rows;
      this.make = make;
    }

    /// Whether it can work on one row after another as well.
    boolean isRowwise() {
      return to != null && to.wide && from.stream().allMatch(ref -> ref.wide);
    }
  }

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
    drafts.add(new Draft(to, from, null, make));
  }

  /// Adds an instruction that loads rows that lie apart.
  Ref load(StridedRows from, @Nullable Operand rows, boolean wide) {
    Ref ref = new Ref(null, wide);
    drafts.add(
        new Draft(
            ref,
            List.of(),
            rows,
            (y, x) -> new Instruction.Load(Objects.requireNonNull(y), from, wide)));
    return ref;
  }

  /// Adds an instruction that stores rows apart.
  void store(Ref value, StridedRows to, @Nullable Operand rows) {
    drafts.add(
        new Draft(
            null,
            List.of(value),
            rows,
            (y, x) -> new Instruction.Store(to, x.getFirst(), value.wide)));
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
    if (rows() > 1 && space.cols() >= SHORTEST_ROW) {
      List.copyOf(drafts).forEach(this::goByRows);
    }
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
    Instruction whole =
        draft.make.of(
            draft.to == null ? null : draft.to.operand(),
            draft.from.stream().map(Ref::operand).toList());
    return draft.byRows && whole instanceof Instruction.Writing writing
        ? new Instruction.ByRows(writing)
        : whole;
  }

  /// Spares a load that one instruction reads, and a store of what at most one other reads: these
  /// read and write the rows where they lie.
  private void goByRows(Draft move) {
    if (move.rows == null) {
      return;
    }
    boolean stores = move.to == null;
    Ref ref = stores ? move.from.getFirst() : Objects.requireNonNull(move.to);
    List<Draft> users =
        drafts.stream()
            .filter(draft -> draft != move && (draft.to == ref || draft.from.contains(ref)))
            .toList();
    if (ref.memory == null
        && users.size() <= (stores ? 2 : 1)
        && users.stream().allMatch(draft -> draft.isRowwise() && draft.rows == null)) {
      drafts.remove(move);
      ref.memory = move.rows;
      users.forEach(draft -> draft.byRows = true);
    }
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
      for (Ref ref : drafts.get(i).from) {
        ref.lastUse = i;
      }
    }
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
