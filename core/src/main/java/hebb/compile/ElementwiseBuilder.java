package hebb.compile;

import hebb.compile.LoopBody.Ref;
import hebb.graph.Binary;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.graph.Variable;
import hebb.run.step.FusedElementwise;
import hebb.run.step.Instruction;
import hebb.run.step.Operand;
import hebb.run.step.Place;
import hebb.run.step.ReducePartials;
import hebb.run.step.Step;
import hebb.run.step.StridedRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the loop of a group: an instruction for each node, operands from memory where they lie
/// there, temporaries in scratch memory for what passes from one instruction to the next.
final class ElementwiseBuilder {
  private record Spread(DataFlow.Access access, StridedView view) {}

  /// A result that goes from a temporary to its rows in memory.
  private record Store(Ref value, Place place, StridedView to) {}

  /// The running means that a [Peephole.Adapt] reads, where all three are one instruction.
  private record Means(Peephole.Mix mean, Peephole.MixSquare square) {}

  private final MemoryPlanner planner;
  private final Group group;
  private final IterationSpace space;
  private final FusedElementwise.Block block;
  private final LoopBody body;
  private final Set<Node> members;
  private final Peephole peephole;
  private final Updates updates;
  private final Map<Node, Means> joined = new HashMap<>();
  private final Set<Node> means = new HashSet<>();
  private final Set<Node> products = new HashSet<>();
  private final Map<Node, Ref> values = new HashMap<>();
  private final Map<Spread, Ref> spreads = new HashMap<>();
  private final List<Step> combines = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();
  private final ScratchPlacement near;

  /// A builder for a group whose products need so much scratch memory.
  ElementwiseBuilder(MemoryPlanner planner, Group group, int productScratch) {
    this.planner = planner;
    this.group = group;
    this.space = group.space();
    this.members = new HashSet<>(group.nodes());
    this.peephole = new Peephole(planner, group);
    this.near = new ScratchPlacement(planner, group, peephole, productScratch);
    this.updates = new Updates(planner);
    boolean wholeRows =
        group.nodes().stream().anyMatch(node -> DataFlow.loops(node) && needsRows(node));
    this.block = Lowering.block(space, wholeRows);
    this.body = new LoopBody(space, block);
  }

  private boolean needsRows(Node node) {
    return !wide(node)
        || node.op() instanceof Op.Reduce reduce
            && IterationSpace.form(node, reduce) == IterationSpace.Form.ROW;
  }

  /// Whether a node's work is on all elements of a block.
  private boolean wide(Node node) {
    return DataFlow.space(node).cols() == space.cols();
  }

  List<Step> combines() {
    return combines;
  }

  /// The loop; null if the group is products only.
  @Nullable FusedElementwise build() {
    group.nodes().forEach(this::findMeans);
    for (Node node : group.nodes()) {
      if (DataFlow.multiplies(node)) {
        if (planner.isInScratch(node)) {
          near.place(node, means);
        }
        products.add(node);
      }
    }
    for (Node node : group.nodes()) {
      if (DataFlow.loops(node)
          && !(node.op() instanceof Op.Assign)
          && peephole.root(node) == node
          && !means.contains(node)) {
        draft(node);
      }
    }
    for (Node node : group.nodes()) {
      if (node.op() instanceof Op.Assign(Variable variable)) {
        assign(node, variable);
      }
    }
    return body.build(near);
  }

  private void draft(Node node) {
    boolean wide = wide(node);
    Peephole.Pattern pattern = peephole.of(node);
    if (pattern != null) {
      pattern(node, pattern, wide);
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
      case Op.Source op -> throw unexpected(node);
      case Op.View op -> throw unexpected(node);
      case Op.Layout op -> throw unexpected(node);
      case Op.Lookup op -> throw unexpected(node);
      case Op.MatMul op -> throw unexpected(node);
      case Op.Windowed op -> throw unexpected(node);
      case Op.Scan op -> throw unexpected(node);
      case Op.Assign op -> throw unexpected(node);
    }
  }

  private static IllegalStateException unexpected(Node node) {
    return new IllegalStateException("loop: expected elementwise work, got " + node);
  }

  /// What has an instruction of its own.
  private void pattern(Node node, Peephole.Pattern pattern, boolean wide) {
    switch (pattern) {
      case Peephole.Mix mix ->
          emit(
              result(node),
              List.of(read(mix.a().x(), wide), read(mix.b().x(), wide)),
              (y, x) -> updates.mix(mix, some(y), x.get(0), x.get(1), wide));
      case Peephole.MixSquare mix ->
          emit(
              result(node),
              List.of(read(mix.a().x(), wide), read(mix.b().x(), wide)),
              (y, x) -> updates.mixSquare(mix, some(y), x.get(0), x.get(1), wide));
      case Peephole.Adapt adapt -> {
        Means both = joined.get(node);
        if (both != null) {
          emit(
              result(node),
              List.of(
                  read(adapt.w().x(), wide),
                  result(adapt.a().x().base()),
                  result(adapt.b().x().base()),
                  read(both.mean.b().x(), wide)),
              (y, x) ->
                  new Instruction.MixAndAdapt(
                      updates.mix(both.mean, x.get(1), x.get(1), x.get(3), wide),
                      updates.mixSquare(both.square, x.get(2), x.get(2), x.get(3), wide),
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
  private void findMeans(Node node) {
    if (peephole.of(node) instanceof Peephole.Adapt(var w, var a, var b, var epsilon)
        && peephole.of(a.x().base()) instanceof Peephole.Mix mean
        && peephole.of(b.x().base()) instanceof Peephole.MixSquare square
        && mean.least() == Unary.LEAST
        && square.least() == Unary.LEAST
        && a.x().access() == DataFlow.Access.SAME
        && b.x().access() == DataFlow.Access.SAME
        && mean.b().x().equals(square.b().x())
        && inPlace(node, w.x(), node)
        && inPlace(a.x().base(), mean.a().x(), node)
        && inPlace(b.x().base(), square.a().x(), node)) {
      joined.put(node, new Means(mean, square));
      means.add(a.x().base());
      means.add(b.x().base());
    }
  }

  /// Whether a node is written into the variable that it reads, and only assigned and read by
  /// `user`.
  private boolean inPlace(Node node, DataFlow.Operand before, Node user) {
    Operand variable = planner.inMemory(node) ? null : variableOf(node, wide(node));
    return variable != null
        && wide(node) == wide(user)
        && before.access() == DataFlow.Access.SAME
        && before.base().op() instanceof Op.Parameter(Variable read)
        && variable.equals(inMemory(planner.variablePlace(read), wide(node)))
        && (node == user
            || group.nodes().stream()
                .filter(
                    reader ->
                        reader.inputs().stream().map(planner.flow()::base).anyMatch(node::equals))
                .allMatch(
                    reader -> reader.op() instanceof Op.Assign || peephole.root(reader) == user));
  }

  private void zip(Node node, Binary f, boolean wide) {
    DataFlow.Operand a = planner.flow().operand(node, node.input(0));
    DataFlow.Operand b = planner.flow().operand(node, node.input(1));
    if (peephole.isNumber(b)) {
      emit(
          result(node),
          List.of(read(a, wide)),
          (y, x) ->
              new Instruction.ZipRight(f, some(y), x.getFirst(), updates.number(b.base()), wide));
    } else if (peephole.isNumber(a)) {
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
    switch (IterationSpace.form(node, reduce)) {
      case ROW ->
          emit(
              result(node),
              List.of(x),
              (y, from) -> new Instruction.ReduceRow(reduction, some(y), from.getFirst()));
      case ALL -> {
        Ref lane = body.lane();
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
      return planner.place(node);
    }
    Place partials = planner.temporary(parts * cols);
    combines.add(new ReducePartials(reduction, partials, parts, cols, planner.place(node)));
    return partials;
  }

  private void assign(Node node, Variable variable) {
    Ref to = new Ref(inMemory(planner.variablePlace(variable), wide(node)), wide(node));
    Ref from = read(node, 0);
    if (from.memory() == null || !from.memory().equals(to.memory())) {
      emit(to, List.of(from), (y, x) -> new Instruction.Move(some(y), x.getFirst(), to.wide));
    }
  }

  private void emit(@Nullable Ref to, List<Ref> from, LoopBody.Make make) {
    body.emit(to, from, make);
    stores.forEach(
        store ->
            body.store(store.value, rows(store.place, store.to), apart(store.place, store.to)));
    stores.clear();
  }

  private Operand inMemory(Place place, boolean wide) {
    return wide
        ? new Operand(place.buffer(), place.offset(), space.cols(), 1)
        : new Operand(place.buffer(), place.offset(), 1, 0);
  }

  /// Where a node's own result goes: to memory, straight into the variable it is for, or to a
  /// temporary; from there to its rows, if these lie apart.
  private Ref result(Node node) {
    boolean wide = IterationSpace.of(node.shape()).cols() == space.cols();
    StridedView memory = planner.flow().views().memory(node);
    Operand direct =
        planner.inMemory(node)
            ? direct(planner.place(memory), memory, wide)
            : variableOf(node, wide);
    Ref ref = new Ref(direct, wide);
    values.put(node, ref);
    if (direct == null && planner.inMemory(node)) {
      stores.add(new Store(ref, planner.place(memory), memory));
    }
    return ref;
  }

  /// An operand that an instruction can use as it is: dense, or, where blocks are single rows, of
  /// any distance between them; null if there is none.
  private @Nullable Operand direct(Place place, StridedView view, boolean wide) {
    if (view.isContiguous()) {
      return inMemory(place, wide);
    }
    return block.rows() == 1 ? apart(place, view) : null;
  }

  /// Rows of one distance as an operand for single rows; null if there is none.
  private static @Nullable Operand apart(Place place, StridedView view) {
    IterationSpace own = IterationSpace.of(view.shape());
    int stride = view.rowStride(own);
    return stride >= 0 && own.cols() > 1 && view.columnStride(own) == 1
        ? new Operand(place.buffer(), place.offset(), stride, 1)
        : null;
  }

  private static StridedRows rows(Place place, StridedView view) {
    IterationSpace own = IterationSpace.of(view.shape());
    StridedView rows = view.rows(own);
    return new StridedRows(
        place,
        rows.dims().stream().mapToInt(Integer::intValue).toArray(),
        rows.strides().stream().mapToInt(Integer::intValue).toArray(),
        view.columnStride(own));
  }

  /// The variable that a value can be written into at once: nothing in the loop reads the variable
  /// later.
  private @Nullable Operand variableOf(Node node, boolean wide) {
    for (Node member : group.nodes()) {
      if (member.op() instanceof Op.Assign(Variable variable)
          && planner.flow().base(member.input()) == node
          && planner.flow().operand(member, member.input()).access() == DataFlow.Access.SAME
          && wide(member) == wide
          && group.nodes().stream()
              .noneMatch(
                  reader -> peephole.root(reader).id() > node.id() && reads(reader, variable))) {
        return inMemory(planner.variablePlace(variable), wide);
      }
    }
    return null;
  }

  private boolean reads(Node reader, Variable variable) {
    return reader.inputs().stream()
        .anyMatch(
            input ->
                planner.flow().operand(reader, input).base().op()
                        instanceof Op.Parameter(Variable read)
                    && read == variable);
  }

  private Ref read(Node reader, int i) {
    return read(planner.flow().operand(reader, reader.input(i)), wide(reader));
  }

  private Ref read(DataFlow.Operand operand, boolean wide) {
    return switch (operand.access()) {
      case SAME, STRIDED -> same(operand, wide);
      case SCALAR -> scalar(operand.base());
      case ROWS -> spread(operand, () -> expanded(operand.base()));
      case COLS -> spread(operand, () -> cols(place(operand)));
      case WHOLE ->
          throw new IllegalStateException(
              "loop: expected an operand of the loop's space, got " + operand.base());
    };
  }

  private Ref spread(DataFlow.Operand operand, Supplier<Ref> make) {
    Spread key = new Spread(operand.access(), view(operand));
    Ref known = spreads.get(key);
    if (known == null) {
      known = make.get();
      spreads.put(key, known);
    }
    return known;
  }

  /// A product of this loop that is written nowhere else lies as one, wherever that is.
  private boolean isOwnProduct(Node base) {
    return products.contains(base) && planner.flow().views().memory(base).root() == base;
  }

  private StridedView view(DataFlow.Operand operand) {
    return isOwnProduct(operand.base()) ? operand.logical() : operand.memory();
  }

  private Place place(DataFlow.Operand operand) {
    return isOwnProduct(operand.base())
        ? planner.place(operand.base()).plus(operand.logical().offset())
        : planner.place(operand.memory());
  }

  private Ref same(DataFlow.Operand operand, boolean wide) {
    Ref own = values.get(operand.base());
    if (own != null) {
      return own;
    }
    Operand direct = direct(place(operand), view(operand), wide);
    return direct != null
        ? new Ref(direct, wide)
        : spread(operand, () -> load(place(operand), view(operand), wide));
  }

  private Ref load(Place from, StridedView view, boolean wide) {
    return body.load(rows(from, view), apart(from, view), wide);
  }

  private Ref scalar(Node base) {
    Spread key = new Spread(DataFlow.Access.SCALAR, StridedView.dense(base));
    Ref known = spreads.get(key);
    if (known == null) {
      known = members.contains(base) ? expanded(base) : body.fill(planner.place(base));
      spreads.put(key, known);
    }
    return known;
  }

  /// One number for each row, as whole rows.
  private Ref expanded(Node base) {
    boolean narrow = space.cols() > 1;
    Ref own = values.get(base);
    Ref column = own != null ? own : new Ref(inMemory(planner.place(base), !narrow), !narrow);
    if (!narrow) {
      return column;
    }
    Ref ref = new Ref(null, true);
    body.emit(ref, List.of(column), (y, x) -> new Instruction.Expand(some(y), x.getFirst()));
    return ref;
  }

  private Ref cols(Place from) {
    if (block.rows() == 1 || space.rows() == 1) {
      return new Ref(new Operand(from.buffer(), from.offset(), 0, 1), true);
    }
    return body.repeat(from, space.cols());
  }
}
