package hebb.compile;

import hebb.graph.Binary;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Reduction;
import hebb.graph.Slot;
import hebb.graph.Unary;
import hebb.kernel.Kernels;
import hebb.run.step.Combine;
import hebb.run.step.Instruction;
import hebb.run.step.Loop;
import hebb.run.step.Operand;
import hebb.run.step.Place;
import hebb.run.step.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the loop of a group: an instruction for each node, operands from memory where they lie
/// there, temporaries in scratch memory for what passes from one instruction to the next.
final class LoopBuilder {
  /// Where an instruction finds a value: memory, or a temporary whose place is not known yet.
  private static final class Ref {
    final @Nullable Operand memory;
    final boolean wide;
    boolean pinned;
    int lastUse = -1;
    int offset = -1;

    Ref(@Nullable Operand memory, boolean wide) {
      this.memory = memory;
      this.wide = wide;
    }

    Operand operand() {
      return memory != null ? memory : Operand.scratch(offset);
    }
  }

  /// An instruction before its temporaries have places.
  private record Draft(@Nullable Ref to, List<Ref> from, Make make) {}

  private interface Make {
    Instruction of(@Nullable Operand to, List<Operand> from);
  }

  private record Spread(Node base, Uses.Mode mode) {}

  /// The running means that an [Idioms.Adapt] reads, where all three are one instruction.
  private record Adam(Idioms.Mix mean, Idioms.MixSquare square) {}

  private final Plan plan;
  private final Group group;
  private final Space space;
  private final Loop.Block block;
  private final Set<Node> members;
  private final Idioms idioms;
  private final Updates updates;
  private final Map<Node, Adam> adams = new HashMap<>();
  private final Set<Node> means = new HashSet<>();
  private final Map<Node, Ref> values = new HashMap<>();
  private final Map<Spread, Ref> spreads = new HashMap<>();
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Function<Integer, Loop.Fill>> fills = new ArrayList<>();
  private final List<Ref> fillRefs = new ArrayList<>();
  private final List<Function<Integer, Loop.Repeat>> repeats = new ArrayList<>();
  private final List<Ref> repeatRefs = new ArrayList<>();
  private final List<Ref> lanes = new ArrayList<>();
  private final List<Step> combines = new ArrayList<>();
  private final Near near;
  private int scratch;

  /// A builder for a group whose products need so much scratch memory.
  LoopBuilder(Plan plan, Group group, int productScratch) {
    this.plan = plan;
    this.group = group;
    this.space = group.space();
    this.members = new HashSet<>(group.nodes());
    this.idioms = new Idioms(plan, group);
    this.near = new Near(plan, group, idioms, productScratch);
    this.updates = new Updates(plan);
    this.block =
        Lowering.block(
            space, group.nodes().stream().anyMatch(node -> Uses.loops(node) && needsRows(node)));
  }

  private boolean needsRows(Node node) {
    return !wide(node)
        || node.op() instanceof Op.Reduce reduce && Space.form(node, reduce) == Space.Form.ROW;
  }

  /// Whether a node's work is on all elements of a block.
  private boolean wide(Node node) {
    return Uses.space(node).cols() == space.cols();
  }

  List<Step> combines() {
    return combines;
  }

  /// The loop; null if the group is products only.
  @Nullable Loop build() {
    group.nodes().forEach(this::findAdam);
    for (Node node : group.nodes()) {
      if (Uses.multiplies(node)) {
        if (plan.isNear(node)) {
          near.place(node, means);
        }
        boolean wide = Space.of(node.shape()).cols() == space.cols();
        values.put(node, new Ref(inMemory(plan.place(node), wide), true));
      }
    }
    for (Node node : group.nodes()) {
      if (Uses.loops(node)
          && !(node.op() instanceof Op.Assign)
          && idioms.root(node) == node
          && !means.contains(node)) {
        draft(node);
      }
    }
    for (Node node : group.nodes()) {
      if (node.op() instanceof Op.Assign(Slot slot)) {
        assign(node, slot);
      }
    }
    if (drafts.isEmpty()) {
      return null;
    }
    placeTemporaries();
    List<Instruction> body =
        drafts.stream()
            .map(
                d ->
                    d.make.of(
                        d.to == null ? null : d.to.operand(),
                        d.from.stream().map(Ref::operand).toList()))
            .toList();
    List<Loop.Fill> filled = new ArrayList<>();
    for (int i = 0; i < fills.size(); i++) {
      filled.add(fills.get(i).apply(fillRefs.get(i).offset));
    }
    List<Loop.Repeat> repeated = new ArrayList<>();
    for (int i = 0; i < repeats.size(); i++) {
      repeated.add(repeats.get(i).apply(repeatRefs.get(i).offset));
    }
    return new Loop(space.rows(), space.cols(), block, filled, repeated, body, scratch);
  }

  private void draft(Node node) {
    boolean wide = wide(node);
    Idioms.Idiom idiom = idioms.of(node);
    if (idiom != null) {
      idiom(node, idiom, wide);
      return;
    }
    switch (node.op()) {
      case Op.Map(Unary f) ->
          emit(
              result(node),
              List.of(read(node, 0)),
              (y, x) -> new Instruction.Map(f, some(y), x.getFirst(), wide));
      case Op.Zip(Binary f) -> zip(node, f, wide);
      case Op.Select() ->
          emit(
              result(node),
              List.of(read(node, 0), read(node, 1), read(node, 2)),
              (y, x) -> new Instruction.Select(some(y), x.get(0), x.get(1), x.get(2), wide));
      case Op.Random(long key) ->
          emit(result(node), List.of(), (y, x) -> new Instruction.Random(key, some(y), wide));
      case Op.Reduce reduce -> reduce(node, reduce, wide);
      default -> throw new IllegalStateException("loop: expected elementwise work, got " + node);
    }
  }

  /// What has an instruction of its own.
  private void idiom(Node node, Idioms.Idiom idiom, boolean wide) {
    switch (idiom) {
      case Idioms.Mix mix ->
          emit(
              result(node),
              List.of(read(mix.a().x(), wide), read(mix.b().x(), wide)),
              (y, x) -> updates.mix(mix, some(y), x.get(0), x.get(1), wide));
      case Idioms.MixSquare mix ->
          emit(
              result(node),
              List.of(read(mix.a().x(), wide), read(mix.b().x(), wide)),
              (y, x) -> updates.mixSquare(mix, some(y), x.get(0), x.get(1), wide));
      case Idioms.Adapt adapt -> {
        Adam adam = adams.get(node);
        if (adam != null) {
          emit(
              result(node),
              List.of(
                  read(adapt.w().x(), wide),
                  result(adapt.a().x().base()),
                  result(adapt.b().x().base()),
                  read(adam.mean.b().x(), wide)),
              (y, x) ->
                  new Instruction.Adam(
                      some(y),
                      updates.mix(adam.mean, x.get(1), x.get(1), x.get(3), wide),
                      updates.mixSquare(adam.square, x.get(2), x.get(2), x.get(3), wide),
                      updates.adapt(adapt, some(y), x.get(0), x.get(1), x.get(2), wide)));
        } else {
          emit(
              result(node),
              List.of(
                  read(adapt.w().x(), wide), read(adapt.a().x(), wide), read(adapt.b().x(), wide)),
              (y, x) -> updates.adapt(adapt, some(y), x.get(0), x.get(1), x.get(2), wide));
        }
      }
    }
  }

  /// Takes an update and its running means for one instruction where all are written in place and
  /// nobody else reads the means.
  private void findAdam(Node node) {
    if (idioms.of(node) instanceof Idioms.Adapt(var w, var a, var b, var epsilon)
        && idioms.of(a.x().base()) instanceof Idioms.Mix mean
        && idioms.of(b.x().base()) instanceof Idioms.MixSquare square
        && mean.least() == Unary.LEAST
        && square.least() == Unary.LEAST
        && a.x().mode() == Uses.Mode.SAME
        && b.x().mode() == Uses.Mode.SAME
        && mean.b().x().equals(square.b().x())
        && inPlace(node, w.x(), node)
        && inPlace(a.x().base(), mean.a().x(), node)
        && inPlace(b.x().base(), square.a().x(), node)) {
      adams.put(node, new Adam(mean, square));
      means.add(a.x().base());
      means.add(b.x().base());
    }
  }

  /// Whether a node is written into the slot that it reads, and only assigned and read by `user`.
  private boolean inPlace(Node node, Uses.Operand before, Node user) {
    Operand slot = plan.inMemory(node) ? null : slotOf(node, wide(node));
    return slot != null
        && wide(node) == wide(user)
        && before.mode() == Uses.Mode.SAME
        && before.base().op() instanceof Op.Parameter(Slot read)
        && slot.equals(inMemory(plan.slotPlace(read), wide(node)))
        && (node == user
            || group.nodes().stream()
                .filter(reader -> reader.inputs().stream().map(Uses::base).anyMatch(node::equals))
                .allMatch(
                    reader -> reader.op() instanceof Op.Assign || idioms.root(reader) == user));
  }

  private void zip(Node node, Binary f, boolean wide) {
    Uses.Operand a = plan.uses().operand(node, node.input(0));
    Uses.Operand b = plan.uses().operand(node, node.input(1));
    if (idioms.isNumber(b)) {
      emit(
          result(node),
          List.of(read(a, wide)),
          (y, x) ->
              new Instruction.ZipRight(f, some(y), x.getFirst(), updates.number(b.base()), wide));
    } else if (idioms.isNumber(a)) {
      emit(
          result(node),
          List.of(read(b, wide)),
          (y, x) ->
              new Instruction.ZipLeft(f, some(y), updates.number(a.base()), x.getFirst(), wide));
    } else {
      emit(
          result(node),
          List.of(read(a, wide), read(b, wide)),
          (y, x) -> new Instruction.Zip(f, some(y), x.get(0), x.get(1), wide));
    }
  }

  private static Operand some(@Nullable Operand operand) {
    if (operand == null) {
      throw new IllegalStateException("loop: expected a place for a result, got none.");
    }
    return operand;
  }

  private void reduce(Node node, Op.Reduce reduce, boolean wide) {
    Reduction reduction = reduce.reduction();
    Ref x = read(node, 0);
    switch (Space.form(node, reduce)) {
      case ROW ->
          emit(
              result(node),
              List.of(x),
              (y, from) -> new Instruction.ReduceRow(reduction, some(y), from.getFirst()));
      case ALL -> {
        Ref lane = new Ref(null, false);
        lane.pinned = true;
        lanes.add(lane);
        Place result = partial(node, reduction, 1);
        emit(
            null,
            List.of(x, lane),
            (y, from) ->
                new Instruction.ReduceAll(
                    reduction, from.get(1).offset(), from.get(0), wide, result));
      }
      case COLUMN -> {
        Place result = partial(node, reduction, space.cols());
        emit(
            null,
            List.of(x),
            (y, from) -> new Instruction.ReduceColumn(reduction, from.getFirst(), result));
      }
      case OTHER ->
          throw new IllegalStateException(
              "loop: expected a reduction of rows or columns, got " + node);
    }
  }

  /// Where the parts of a reduction go: to its place if there is one part, else to partial results
  /// that are combined.
  private Place partial(Node node, Reduction reduction, int cols) {
    int parts = space.parts();
    if (parts == 1) {
      return plan.place(node);
    }
    Place partials = plan.temporary(parts * cols);
    combines.add(new Combine(reduction, partials, parts, cols, plan.place(node)));
    return partials;
  }

  private void assign(Node node, Slot slot) {
    Ref to = new Ref(inMemory(plan.slotPlace(slot), wide(node)), wide(node));
    Ref from = read(node, 0);
    if (from.memory == null || !from.memory.equals(to.memory)) {
      emit(to, List.of(from), (y, x) -> new Instruction.Move(some(y), x.getFirst(), to.wide));
    }
  }

  private void emit(@Nullable Ref to, List<Ref> from, Make make) {
    for (Ref ref : from) {
      ref.lastUse = drafts.size();
    }
    drafts.add(new Draft(to, from, make));
  }

  private Operand inMemory(Place place, boolean wide) {
    return wide
        ? new Operand(place.buffer(), place.offset(), space.cols(), 1)
        : new Operand(place.buffer(), place.offset(), 1, 0);
  }

  /// Where a node's own result goes: to memory, straight into the slot it is for, or to a
  /// temporary.
  private Ref result(Node node) {
    boolean wide = Space.of(node.shape()).cols() == space.cols();
    Ref ref =
        plan.inMemory(node)
            ? new Ref(inMemory(plan.place(node), wide), wide)
            : new Ref(slotOf(node, wide), wide);
    values.put(node, ref);
    return ref;
  }

  /// The slot that a value can be written into at once: nothing in the loop reads the slot later.
  private @Nullable Operand slotOf(Node node, boolean wide) {
    for (Node member : group.nodes()) {
      if (member.op() instanceof Op.Assign(Slot slot)
          && Uses.base(member.input()) == node
          && plan.uses().operand(member, member.input()).mode() == Uses.Mode.SAME
          && wide(member) == wide
          && group.nodes().stream()
              .noneMatch(reader -> idioms.root(reader).id() > node.id() && reads(reader, slot))) {
        return inMemory(plan.slotPlace(slot), wide);
      }
    }
    return null;
  }

  private boolean reads(Node reader, Slot slot) {
    return reader.inputs().stream()
        .anyMatch(
            input ->
                plan.uses().operand(reader, input).base().op() instanceof Op.Parameter(Slot read)
                    && read == slot);
  }

  private Ref read(Node reader, int i) {
    return read(plan.uses().operand(reader, reader.input(i)), wide(reader));
  }

  private Ref read(Uses.Operand operand, boolean wide) {
    return switch (operand.mode()) {
      case SAME -> same(operand.base(), wide);
      case SCALAR -> scalar(operand.base());
      case ROWS ->
          spreads.computeIfAbsent(
              new Spread(operand.base(), operand.mode()), s -> rows(operand.base()));
      case COLS ->
          spreads.computeIfAbsent(
              new Spread(operand.base(), operand.mode()), s -> cols(operand.base()));
      case WHOLE ->
          throw new IllegalStateException(
              "loop: expected an operand of the loop's space, got " + operand.base());
    };
  }

  private Ref same(Node base, boolean wide) {
    Ref own = values.get(base);
    return own != null ? own : new Ref(inMemory(plan.place(base), wide), wide);
  }

  private Ref scalar(Node base) {
    if (members.contains(base)) {
      return spreads.computeIfAbsent(new Spread(base, Uses.Mode.SCALAR), s -> rows(base));
    }
    return spreads.computeIfAbsent(
        new Spread(base, Uses.Mode.SCALAR),
        s -> {
          Ref ref = pinned();
          Place from = plan.place(base);
          fillRefs.add(ref);
          fills.add(offset -> new Loop.Fill(offset, from, size(true)));
          return ref;
        });
  }

  private Ref rows(Node base) {
    if (space.cols() == 1) {
      return same(base, true);
    }
    Ref ref = new Ref(null, true);
    emit(ref, List.of(same(base, false)), (y, x) -> new Instruction.Expand(some(y), x.getFirst()));
    return ref;
  }

  private Ref cols(Node base) {
    Place from = plan.place(base);
    if (block.rows() == 1 || space.rows() == 1) {
      return new Ref(new Operand(from.buffer(), from.offset(), 0, 1), true);
    }
    Ref ref = pinned();
    repeatRefs.add(ref);
    int times = Math.min(block.rows(), space.rows());
    repeats.add(offset -> new Loop.Repeat(offset, from, space.cols(), times));
    return ref;
  }

  private static Ref pinned() {
    Ref ref = new Ref(null, true);
    ref.pinned = true;
    return ref;
  }

  /// The floats of a temporary.
  private int size(boolean wide) {
    int rows = Math.max(1, Math.min(block.rows(), space.rows()));
    return wide ? rows * block.cols() : rows;
  }

  /// Gives temporaries their places: one is reused when nothing reads it any more, by the same
  /// instruction if that is elementwise.
  private void placeTemporaries() {
    Arena arena = new Arena();
    near.takeFrom(arena);
    for (Ref ref : fillRefs) {
      ref.offset = arena.take(size(true));
    }
    for (Ref ref : repeatRefs) {
      ref.offset = arena.take(size(true));
    }
    for (Ref ref : lanes) {
      ref.offset = arena.take(Kernels.LANES);
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
    scratch = arena.size();
  }
}
