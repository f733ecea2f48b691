package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Reduction;
import hebb.kernel.MatMulKernel;
import hebb.run.step.ArgMax;
import hebb.run.step.BatchMatMul;
import hebb.run.step.Copy;
import hebb.run.step.FusedElementwise;
import hebb.run.step.FusedMatMul;
import hebb.run.step.Gather;
import hebb.run.step.Place;
import hebb.run.step.ReduceAxis;
import hebb.run.step.ScatterAdd;
import hebb.run.step.Step;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Makes the steps of a group.
final class Lowering {
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
    List<Node> nodes = group.nodes().stream().filter(DataFlow::multiplies).toList();
    List<MatMulKernel> products = nodes.stream().map(this::product).toList();
    int scratch = products.stream().mapToInt(MatMulKernel::scratch).max().orElse(0);
    ElementwiseBuilder builder = new ElementwiseBuilder(planner, group, scratch);
    FusedElementwise loop = builder.build();
    List<FusedMatMul.Factor> factors = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Place a = place(node.input(0));
      Place b = place(node.input(1));
      int cols = node.shape().dim(-1);
      factors.add(
          new FusedMatMul.Factor(products.get(i), a, b, planner.place(node), cols, flops(node)));
    }
    steps.add(new FusedMatMul(factors, loop, group.space().rows(), group.space().parts()));
    steps.addAll(builder.combines());
  }

  private MatMulKernel product(Node node) {
    if (!(node.op() instanceof Op.MatMul(boolean ta, boolean tb))) {
      throw new IllegalStateException("product: expected a matmul, got " + node);
    }
    return planner
        .kernels()
        .matMul(node.shape().dim(-2), node.shape().dim(-1), inner(node), ta, tb);
  }

  private static int inner(Node node) {
    return node.op() instanceof Op.MatMul matmul
        ? node.input(0).shape().dim(matmul.transposeA() ? -2 : -1)
        : 0;
  }

  private static long flops(Node node) {
    return 2L * node.shape().size() * inner(node);
  }

  private Place place(Node node) {
    return planner.place(DataFlow.base(node));
  }

  private void single(Node node, List<Step> steps) {
    switch (node.op()) {
      case Op.MatMul matmul -> steps.add(batchMatMul(node));
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
                place(node.input(0)), count, place(node.input(1)), row, size, planner.place(node)));
      }
      case Op.Permute(List<Integer> order) -> steps.add(permute(node, order));
      case Op.Broadcast(Shape shape) -> steps.add(broadcast(node));
      case Op.Slice(int axis, int from, int to) -> {
        int skip = from * node.shape().range(axis + 1, node.shape().rank()).size();
        steps.add(
            window(
                place(node.input()).plus(skip),
                node.input().shape(),
                planner.place(node),
                node.shape(),
                node.shape()));
      }
      case Op.Pad(int axis, int before, int after) -> {
        int skip = before * node.shape().range(axis + 1, node.shape().rank()).size();
        Place to = planner.place(node).plus(skip);
        Shape small = node.input().shape();
        steps.add(
            new Copy(
                place(node.input()),
                to,
                small.dims(),
                strides(small),
                strides(node.shape()),
                planner.place(node),
                node.shape().size()));
      }
      case Op.Concat(int axis) -> concat(node, axis, steps);
      case Op.Source op -> throw unexpected(node);
      case Op.Elementwise op -> throw unexpected(node);
      case Op.View op -> throw unexpected(node);
      case Op.Assign op -> throw unexpected(node);
    }
  }

  private static IllegalStateException unexpected(Node node) {
    return new IllegalStateException("lowering: expected work of its own, got " + node);
  }

  private Step batchMatMul(Node node) {
    MatMulKernel product = product(node);
    int m = node.shape().dim(-2);
    int n = node.shape().dim(-1);
    int k = inner(node);
    int batch = node.shape().range(0, node.shape().rank() - 2).size();
    int strideA = node.input(0).shape().rank() == 2 ? 0 : m * k;
    int strideB = node.input(1).shape().rank() == 2 ? 0 : k * n;
    return new BatchMatMul(
        product,
        batch,
        m,
        place(node.input(0)),
        strideA,
        place(node.input(1)),
        strideB,
        planner.place(node),
        m * n,
        flops(node));
  }

  private Step permute(Node node, List<Integer> order) {
    int[] from = strides(node.input().shape());
    int[] turned = order.stream().mapToInt(axis -> from[axis]).toArray();
    return copy(place(node.input()), planner.place(node), node.shape(), turned);
  }

  private Step broadcast(Node node) {
    Shape small = node.input().shape();
    int extra = node.shape().rank() - small.rank();
    int[] from = strides(small);
    int[] repeated = new int[node.shape().rank()];
    for (int i = extra; i < repeated.length; i++) {
      repeated[i] = small.dim(i - extra) == 1 ? 0 : from[i - extra];
    }
    return copy(place(node.input()), planner.place(node), node.shape(), repeated);
  }

  private static Step copy(Place from, Place to, Shape shape, int[] fromStrides) {
    return new Copy(from, to, shape.dims(), fromStrides, strides(shape), to, 0);
  }

  private static Step window(Place from, Shape fromShape, Place to, Shape toShape, Shape window) {
    return new Copy(from, to, window.dims(), strides(fromShape), strides(toShape), to, 0);
  }

  private void concat(Node node, int axis, List<Step> steps) {
    int inner = node.shape().range(axis + 1, node.shape().rank()).size();
    int before = 0;
    for (Node input : node.inputs()) {
      Place to = planner.place(node).plus(before * inner);
      steps.add(window(place(input), input.shape(), to, node.shape(), input.shape()));
      before += input.shape().dim(axis);
    }
  }

  static Step copyAll(Place from, Place to, int size) {
    return new Copy(from, to, new int[] {size}, new int[] {1}, new int[] {1}, to, 0);
  }

  private static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return strides;
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
