package hebb.cli.course;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.check.GradientReport.Row;
import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Curve;
import hebb.cli.plot.Figure.Points;
import hebb.data.demo.Demo;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.init.Initializer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Gradients beside differences: those of the library, then those of a layer with two mistakes in
/// it.
final class GradientCheckLesson implements Lesson {
  private static final int ROWS = 40;
  private static final int SMALLEST = -12;

  /// A dense layer of tanh with two mistakes that are easily made: `dW` is twice, and `db` four
  /// times what it should be. What it returns is right.
  private record Faulty(int units) implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      Value w = context.weight("weight", x.shape().dim(-1), units, new Initializer.XavierUniform());
      Value b = context.bias("bias", units, new Initializer.Zeros());
      return x.matmul(steeper(w, 2)).plus(steeper(b, 4)).tanh();
    }

    /// The same value with so many times the gradient.
    private static Value steeper(Value value, double times) {
      return value.times(times).minus(value.times(times - 1).detach());
    }

    @Override
    public String stem() {
      return "hidden";
    }
  }

  @Override
  public Findings run(Course course) {
    Points points = course.points(Demo.MOONS, ROWS, 0);
    Network right = Network.parse("dense(5) tanh dense(3) tanh dense(1)");
    List<Network.Entry> layers = new ArrayList<>(right.layers());
    layers.set(1, new Network.Entry("hidden2", new Faulty(3)));
    Network wrong = new Network(layers);

    GradientReport passed = GradientCheck.of(right, Course.CROSS_ENTROPY).run(Course.rows(points));
    GradientReport failed = GradientCheck.of(wrong, Course.CROSS_ENTROPY).run(Course.rows(points));

    var found = new Findings();
    for (int i = 0; i < passed.tensors().size(); i++) {
      Row good = passed.tensors().get(i);
      Row bad = failed.tensors().get(i);
      found.row(
          "tensors",
          "tensor",
          good.path(),
          "numbers",
          good.checked(),
          "right",
          good.error(),
          "wrong",
          bad.error(),
          "found",
          failed.failed().contains(bad) ? "<--" : "");
    }
    Row worst = failed.worst();
    found.put("bound", passed.bound()).put("rows", ROWS).put("checked", passed.checked());
    found.put("worst", worst.path()).put("analytic", worst.analytic());
    found.put("numeric", worst.numeric()).put("ratio", worst.analytic() / worst.numeric());
    List<Curve> curves = steps();
    int best = best(curves.getLast());
    found.put("best", "1e" + -best).put("bestError", curves.getLast().y().get(best));
    found.put("oneSided", curves.getFirst().y().get(best));
    return found.drawn(
        () ->
            new Figure("Differences", "Of a cost of one number, in double precision")
                .curves(
                    "Error by the step h",
                    "log10 of h",
                    "log10 of the relative error",
                    curves.stream().map(Curve::log10).toList())
                .picture());
  }

  /// The relative errors of both differences of `J(w) = log(1 + e^w) - 0.3 w`, at `w = 1`.
  private static List<Curve> steps() {
    DoubleUnaryOperator cost = w -> Math.log1p(Math.exp(w)) - .3 * w;
    double w = 1;
    double exact = 1 / (1 + Math.exp(-w)) - .3;
    List<Double> powers = new ArrayList<>();
    List<Double> one = new ArrayList<>();
    List<Double> two = new ArrayList<>();
    for (int power = 0; power >= SMALLEST; power--) {
      double h = Math.pow(10, power);
      double ahead = cost.applyAsDouble(w + h);
      double behind = cost.applyAsDouble(w - h);
      powers.add((double) power);
      one.add(Math.abs((ahead - cost.applyAsDouble(w)) / h - exact) / exact);
      two.add(Math.abs((ahead - behind) / (2 * h) - exact) / exact);
    }
    return List.of(new Curve("one side", powers, one), new Curve("both sides", powers, two));
  }

  /// The place of the smallest error.
  private static int best(Curve curve) {
    int best = 0;
    for (int i = 1; i < curve.y().size(); i++) {
      best = curve.y().get(i) < curve.y().get(best) ? i : best;
    }
    return best;
  }
}
