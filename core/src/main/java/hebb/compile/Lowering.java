package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Reduction;
import hebb.kernel.ConvKernel;
import hebb.kernel.ConvWeightsKernel;
import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;
import hebb.kernel.PoolShape;
import hebb.run.step.ArgMax;
import hebb.run.step.BatchMatMul;
import hebb.run.step.BlockMatMul;
import hebb.run.step.ConvWeights;
import hebb.run.step.Copy;
import hebb.run.step.FusedElementwise;
import hebb.run.step.FusedMatMul;
import hebb.run.step.Gather;
import hebb.run.step.JoinBlocks;
import hebb.run.step.MaxPool;
import hebb.run.step.MaxUnpool;
import hebb.run.step.PickLargest;
import hebb.run.step.Place;
import hebb.run.step.ReduceAxis;
import hebb.run.step.ScatterAdd;
import hebb.run.step.Step;
import hebb.run.step.UpdateRows;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Makes the steps of a group.
final class Lowering {
  /// So many parts are enough for all threads.
  private static final int PARTS = 16;

  private final MemoryPlanner planner;

  Lowering(MemoryPlanner planner) {
    this.planner = planner;
  }

  List<Step> steps(Group group) {
    Node first = group.nodes().getFirst();
    List<Step> steps = new ArrayList<>();
    if (DataFlow.loops(first) || DataFlow.multiplies(first)) {
      fused(group, steps);
    } else {
      single(first, steps);
    }
    return steps;
  }

  private void fused(Group group, List<Step> steps) {
    List<Node> nodes =
        group.nodes().stream().filter(n -> DataFlow.multiplies(n) && !isShared(n)).toList();
    List<MatMulKernel> products = nodes.stream().map(this::kernel).toList();
    int scratch = products.stream().mapToInt(MatMulKernel::scratch).max().orElse(0);
    ElementwiseBuilder builder = new ElementwiseBuilder(planner, group, scratch);
    FusedElementwise loop = builder.build();
    List<FusedMatMul.Factor> factors = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      factors.add(
          new FusedMatMul.Factor(
              products.get(i),
              DataFlow.convolves(node) ? Convolutions.shape(node) : shape(node),
              place(node.input(0)),
              weights(node, steps),
              planner.place(node)));
    }
    group.nodes().stream().filter(Lowering::isShared).forEach(node -> shared(node, steps));
    Node gradient = planner.rowUpdates().gradient(group);
    if (gradient != null && loop != null) {
      Node indices = gradient.input(0);
      steps.add(
          new UpdateRows(loop, place(indices), indices.shape().size(), planner.place(gradient)));
    } else if (loop != null || !factors.isEmpty()) {
      steps.add(new FusedMatMul(factors, loop, group.space().rows(), group.space().parts()));
    }
    steps.addAll(builder.combines());
  }

  /// Whether threads share the steps of a product, since its rows are too few for them all: where
  /// the results of its blocks are fewer numbers than its operands.
  static boolean isShared(Node node) {
    if (!DataFlow.multiplies(node)) {
      return false;
    }
    long m = node.shape().dim(0);
    long n = node.shape().dim(1);
    return inner(node) > MatMulShape.BLOCK
        && IterationSpace.of(node.shape()).parts() < PARTS
        && m * n <= MatMulShape.BLOCK * (m + n);
  }

  /// The blocks of a product, and their sum.
  private void shared(Node node, List<Step> steps) {
    MatMulShape shape = shape(node);
    int n = shape.n();
    Place partials = planner.temporary(shape.blocks() * shape.m() * n);
    steps.add(
        new BlockMatMul(
            shape,
            planner.kernels().matMul(shape.block(0, n)),
            planner.kernels().matMul(shape.block(shape.blocks() - 1, n)),
            place(node.input(0)),
            place(node.input(1)),
            partials));
    steps.add(
        new JoinBlocks(shape.blocks(), shape.m(), n, shape.rowC(), partials, planner.place(node)));
  }

  private MatMulKernel kernel(Node node) {
    return DataFlow.convolves(node)
        ? ConvKernel.of(Convolutions.shape(node), planner.kernels())
        : product(node);
  }

  /// The second operand of a product. A gradient for images reads the weights turned.
  private Place weights(Node node, List<Step> steps) {
    Place place = place(node.input(1));
    if (!(node.op() instanceof Op.ConvInput op)) {
      return place;
    }
    Place turned = planner.temporary(node.input(1).shape().size());
    steps.add(Convolutions.turn(node.input(1).shape(), op.groups(), place, turned));
    return turned;
  }

  private void windowed(Op.Windowed op, Node node, List<Step> steps) {
    Place x = place(node.input(0));
    Place to = planner.place(node);
    switch (op) {
      case Op.ConvWeights conv -> {
        var kernel = new ConvWeightsKernel(Convolutions.shape(node), planner.kernels());
        int size = node.shape().size();
        int blocks = kernel.blocks();
        Place into = blocks == 1 ? to : planner.temporary(blocks * size);
        steps.add(new ConvWeights(kernel, x, place(node.input(1)), into));
        if (blocks > 1) {
          int cols = node.shape().dim(3);
          steps.add(new JoinBlocks(blocks, size / cols, cols, cols, into, to));
        }
      }
      case Op.MaxPool pool -> {
        PoolShape shape = Convolutions.pool(pool, node.input().shape());
        boolean own = node.input(0) == node.input(1);
        Place values = place(node.input(1));
        steps.add(own ? new MaxPool(shape, x, to) : new PickLargest(shape, x, values, to));
      }
      case Op.MaxUnpool pool -> {
        PoolShape shape = Convolutions.pool(pool, node.input().shape());
        steps.add(new MaxUnpool(shape, x, place(node.input(1)), place(node.input(2)), to));
      }
      case Op.Conv conv -> throw unexpected(node);
      case Op.ConvInput conv -> throw unexpected(node);
    }
  }

  private StridedView memory(Node node) {
    return planner.flow().views().memory(node);
  }

  private MatMulKernel product(Node node) {
    return planner.kernels().matMul(shape(node));
  }

  private MatMulShape shape(Node node) {
    if (!(node.op() instanceof Op.MatMul(boolean ta, boolean tb))) {
      throw new IllegalStateException("product: expected a matmul, got " + node);
    }
    int n = node.shape().dim(-1);
    return MatMulShape.dense(node.shape().dim(-2), n, inner(node), ta, tb)
        .withRows(
            rowStride(memory(node.input(0))),
            rowStride(memory(node.input(1))),
            planner.isInScratch(node) ? n : rowStride(memory(node)));
  }

  /// From one row of a matrix to the next.
  private static int rowStride(StridedView view) {
    int rank = view.dims().size();
    return view.dims().get(rank - 2) == 1
        ? view.dims().get(rank - 1)
        : view.strides().get(rank - 2);
  }

  private static int inner(Node node) {
    return node.op() instanceof Op.MatMul matmul
        ? node.input(0).shape().dim(matmul.transposeA() ? -2 : -1)
        : 0;
  }

  private Place place(Node node) {
    return planner.place(memory(node));
  }

  private void single(Node node, List<Step> steps) {
    switch (node.op()) {
      case Op.MatMul matmul -> steps.add(batchMatMul(node));
      case Op.Windowed op -> windowed(op, node, steps);
      case Op.Reduce(Reduction r, int from, int to) -> {
        Shape x = node.input().shape();
        int outer = x.range(0, from).size();
        int inner = x.range(to, x.rank()).size();
        steps.add(
            new ReduceAxis(
                r,
                place(node.input()),
                outer,
                x.range(from, to).size(),
                inner,
                planner.place(node)));
      }
      case Op.ArgMax() -> {
        int cols = node.input().shape().dim(-1);
        steps.add(new ArgMax(place(node.input()), node.shape().size(), cols, planner.place(node)));
      }
      case Op.Gather() -> {
        int count = node.input(1).shape().size();
        int row = node.input(0).shape().range(1, node.input(0).shape().rank()).size();
        int size = node.input(0).shape().dim(0);
        steps.add(
            new Gather(
                place(node.input(0)), size, place(node.input(1)), count, row, planner.place(node)));
      }
      case Op.ScatterAdd(int size) -> {
        int count = node.input(0).shape().size();
        int row = node.shape().range(1, node.shape().rank()).size();
        steps.add(
            new ScatterAdd(
                place(node.input(0)),
                count,
                place(node.input(1)),
                row,
                size,
                planner.place(node),
                planner.rowUpdates().isByRows(node)));
      }
      case Op.Permute op -> copy(node, steps);
      case Op.Broadcast op -> copy(node, steps);
      case Op.Slice op -> copy(node, steps);
      case Op.ScanPart op -> copy(node, steps);
      case Op.Scan op -> steps.add(new ScanLowering(planner).step(op, node));
      case Op.View op -> copy(node, steps);
      case Op.Pad(int axis, int before, int after) -> {
        StridedView all = StridedView.dense(node);
        StridedView to = all.slice(axis, before, before + node.input().shape().dim(axis));
        Place place = planner.place(node);
        steps.add(
            copy(memory(node.input()), place.plus(to.offset()), to, place, node.shape().size()));
      }
      case Op.Concat(int axis) -> concat(node, axis, steps);
      case Op.Source op -> throw unexpected(node);
      case Op.Elementwise op -> throw unexpected(node);
      case Op.Assign op -> throw unexpected(node);
    }
  }

  private static IllegalStateException unexpected(Node node) {
    return new IllegalStateException("lowering: expected work of its own, got " + node);
  }

  private Step batchMatMul(Node node) {
    Shape batch = node.shape().range(0, node.shape().rank() - 2);
    return new BatchMatMul(
        product(node),
        shape(node),
        operand(memory(node.input(0)), batch),
        operand(memory(node.input(1)), batch),
        operand(memory(node), batch));
  }

  /// The matrices of a batch: where each lies; all in one place if the operand has no leading axes.
  private BatchMatMul.Operand operand(StridedView view, Shape batch) {
    int[] offsets = new int[batch.size()];
    int leading = view.dims().size() - 2;
    for (int i = 0; i < offsets.length; i++) {
      int rest = i;
      for (int axis = leading - 1; axis >= 0; axis--) {
        offsets[i] += rest % view.dims().get(axis) * view.strides().get(axis);
        rest /= view.dims().get(axis);
      }
    }
    return new BatchMatMul.Operand(planner.place(view), offsets);
  }

  /// The copy that a view is which cannot be read in place.
  private void copy(Node node, List<Step> steps) {
    if (!planner.flow().views().isWrittenInPlace(node, 0)) {
      StridedView from = planner.flow().views().source(node);
      Place to = planner.place(node);
      steps.add(copy(from, to, StridedView.dense(node, from.shape()), to, 0));
    }
  }

  private Step copy(StridedView from, Place place, StridedView to, Place cleared, int zeros) {
    return new Copy(
        planner.place(from),
        place,
        from.shape().dims(),
        ints(from.strides()),
        ints(to.strides()),
        cleared,
        zeros);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /// Copies of the parts that are not written in place.
  private void concat(Node node, int axis, List<Step> steps) {
    int before = 0;
    for (int i = 0; i < node.inputs().size(); i++) {
      int end = before + node.input(i).shape().dim(axis);
      if (!planner.flow().views().isWrittenInPlace(node, i)) {
        StridedView to = memory(node).slice(axis, before, end);
        steps.add(copy(memory(node.input(i)), planner.place(to), to, planner.place(to), 0));
      }
      before = end;
    }
  }

  static Step copyAll(Place from, Place to, int size) {
    return new Copy(from, to, new int[] {size}, new int[] {1}, new int[] {1}, to, 0);
  }

  /// The block of a loop.
  static FusedElementwise.Block block(IterationSpace space, boolean wholeRows) {
    if (space.cols() <= FusedElementwise.BLOCK) {
      return new FusedElementwise.Block(
          Math.max(1, FusedElementwise.BLOCK / Math.max(1, space.cols())),
          Math.max(1, space.cols()));
    }
    return new FusedElementwise.Block(1, wholeRows ? space.cols() : FusedElementwise.BLOCK);
  }
}
