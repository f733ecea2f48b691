package hebb.run.step;

import hebb.kernel.MatMulKernel;
import hebb.kernel.ProductShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Products of one result shape and the fused loop that uses them: a thread computes its rows of
/// the products and takes them through the loop while they are near. Either may be absent.
public final class FusedMatMul implements Step {
  /// One product of the step, or convolution of `a` by `b`: `c = a b`. Where only the loop reads
  /// it, `c` is in scratch memory, which holds the rows that go through the step together.
  public record Factor(MatMulKernel product, ProductShape shape, Place a, Place b, Place c) {}

  private static final int ROWS_TOGETHER = 256;

  /// A part of a finer cut has so many rows at least.
  private static final int FEWEST_ROWS = 8;

  /// As many parts for each thread, and none has much more to do than others.
  private static final int SOME = 2;

  /// The finer cuts: twice as many parts, four and eight times.
  private static final int FINER = 3;

  private final Factor[] factors;
  private final @Nullable FusedElementwise loop;
  private final int rows;
  private final int parts;
  private final int together;
  private final @Nullable ColumnSplit columns;
  private final @Nullable FusedMatMul rest;

  /// The same in more parts each, which changes no bit: of a loop without sums.
  private final List<FusedMatMul> finer = new ArrayList<>();

  /// Products and a loop over `rows` rows in the given number of parts.
  public FusedMatMul(List<Factor> factors, @Nullable FusedElementwise loop, int rows, int parts) {
    this(factors, loop, rows, parts, together(rows, parts), FINER);
  }

  private FusedMatMul(
      List<Factor> factors,
      @Nullable FusedElementwise loop,
      int rows,
      int parts,
      int together,
      int more) {
    this.factors = factors.toArray(Factor[]::new);
    this.loop = loop;
    this.rows = rows;
    this.parts = parts;
    this.together = together;
    columns =
        more > 0 && ColumnSplit.pays(rows, this.factors) ? new ColumnSplit(this.factors) : null;
    rest = columns == null || loop == null ? null : new FusedMatMul(List.of(), loop, rows, parts);
    for (int i = 1; i <= more && rows >= (parts << i) * FEWEST_ROWS; i++) {
      if (loop == null || !loop.sums()) {
        finer.add(new FusedMatMul(factors, loop, rows, parts << i, together << i, 0));
      }
    }
  }

  /// The products, each by itself.
  public List<Factor> factors() {
    return List.of(factors);
  }

  /// What uses them; null if nothing does.
  public @Nullable FusedElementwise loop() {
    return loop;
  }

  /// The rows of the products and of the loop, which parts are cut from.
  public int rows() {
    return rows;
  }

  @Override
  public int parts() {
    return parts;
  }

  /// Each piece copies all of B.
  @Override
  public int piece() {
    return factors.length == 0 ? 1 : together;
  }

  @Override
  public long work() {
    return work(factors) + (loop == null ? 0 : loop.work());
  }

  static long work(Factor... factors) {
    long work = 0;
    for (Factor factor : factors) {
      work += factor.shape.flops() / 8;
    }
    return work;
  }

  @Override
  public int scratch() {
    return Math.max(scratch(factors), loop == null ? 0 : loop.scratch());
  }

  static int scratch(Factor... factors) {
    int floats = 0;
    for (Factor factor : factors) {
      floats = Math.max(floats, factor.product.scratch());
    }
    return floats;
  }

  @Override
  public Step first(int threads) {
    return cutsColumns(threads) ? Objects.requireNonNull(columns) : byRows(threads);
  }

  @Override
  public @Nullable Step second(int threads) {
    return rest != null && cutsColumns(threads) ? rest.byRows(threads) : null;
  }

  @Override
  public List<Step> forms() {
    List<Step> forms = new ArrayList<>(finer);
    if (columns != null) {
      forms.add(columns);
    }
    if (rest != null) {
      forms.add(rest);
      forms.addAll(rest.forms());
    }
    return forms;
  }

  /// Whether products are better cut by columns: where there are enough of them for all, or at
  /// least for more threads than there are rows for.
  private boolean cutsColumns(int threads) {
    return columns != null && (columns.parts() >= Math.min(2 * threads, 2 * parts));
  }

  /// The least parts that all threads have some of.
  private FusedMatMul byRows(int threads) {
    FusedMatMul best = this;
    for (int i = 0; i < finer.size() && best.parts < SOME * threads; i++) {
      best = finer.get(i);
    }
    return best;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    int step = together();
    for (int part = from; part < to; part += step) {
      int end = Math.min(to, part + step);
      products(memory, scratch, part, end);
      loop(memory, scratch, part, end);
    }
  }

  /// How many parts go through products and loop at a time: enough rows for the products, few
  /// enough to stay near.
  public int together() {
    return loop == null || factors.length == 0 ? parts : together;
  }

  private static int together(int rows, int parts) {
    int rowsOfPart = Math.max(1, rows / parts);
    return Math.max(1, (ROWS_TOGETHER + rowsOfPart - 1) / rowsOfPart);
  }

  /// The most rows that go through products and loop at a time.
  public static int rowsTogether(int rows, int parts) {
    int most = (int) (((long) rows * together(rows, parts) + parts - 1) / parts);
    return Math.min(rows, most);
  }

  /// The first half of [#run] for parts that go together: the products.
  public void products(Memory memory, Scratch scratch, int from, int to) {
    int first = FusedElementwise.firstRow(rows, parts, from);
    int end = FusedElementwise.firstRow(rows, parts, to);
    for (Factor f : factors) {
      boolean near = f.c.buffer() < 0;
      f.product.rows(
          scratch.floats,
          first,
          end,
          memory.buffers[f.a.buffer()],
          memory.at(f.a),
          memory.buffers[f.b.buffer()],
          memory.at(f.b),
          near ? scratch.floats : memory.buffers[f.c.buffer()],
          near ? f.c.offset() - first * f.shape.n() : memory.at(f.c));
    }
  }

  /// The second half of [#run]: the loop.
  public void loop(Memory memory, Scratch scratch, int from, int to) {
    if (loop != null) {
      scratch.origin = FusedElementwise.firstRow(rows, parts, from);
      for (int part = from; part < to; part++) {
        loop.run(
            memory,
            scratch,
            part,
            FusedElementwise.firstRow(rows, parts, part),
            FusedElementwise.firstRow(rows, parts, part + 1));
      }
    }
  }

  /// Whether the loop gives variables their next values.
  public boolean assigns() {
    return loop != null && loop.assigns();
  }

  @Override
  public String describe() {
    return (describe(factors) + (loop == null ? "" : " " + loop.describe())).strip();
  }

  static String describe(Factor... factors) {
    return Arrays.stream(factors).map(f -> "product " + f.product).collect(Collectors.joining(" "));
  }
}
