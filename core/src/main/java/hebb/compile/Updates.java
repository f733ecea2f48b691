package hebb.compile;

import hebb.graph.Node;
import hebb.run.step.Instruction;
import hebb.run.step.Operand;
import hebb.run.step.Scalar;

/// Makes the instructions of [Peephole] from operands and the numbers of their terms.
final class Updates {
  private final MemoryPlanner planner;

  Updates(MemoryPlanner planner) {
    this.planner = planner;
  }

  Instruction.Mix mix(Peephole.Mix mix, Operand to, Operand a, Operand b, boolean wide) {
    return new Instruction.Mix(to, a, number(mix.a()), b, number(mix.b()), mix.least(), wide);
  }

  Instruction.MixSquare mixSquare(
      Peephole.MixSquare mix, Operand to, Operand a, Operand b, boolean wide) {
    Node floor = mix.floor();
    Scalar least = floor == null ? new Scalar(planner.constants().one(), 0) : number(floor);
    return new Instruction.MixSquare(
        to, a, number(mix.a()), b, least, number(mix.b()), mix.least(), wide);
  }

  Instruction.Adapt adapt(
      Peephole.Adapt adapt, Operand to, Operand w, Operand a, Operand b, boolean wide) {
    return new Instruction.Adapt(
        to,
        w,
        number(adapt.w()),
        a,
        number(adapt.a()),
        b,
        number(adapt.b()),
        number(adapt.epsilon()),
        wide);
  }

  /// A number that lies in memory.
  Scalar number(Node base) {
    return new Scalar(planner.place(base), 1);
  }

  private Scalar number(Peephole.Term term) {
    Node s = term.s();
    return new Scalar(s == null ? planner.constants().one() : planner.place(s), term.sign());
  }
}
