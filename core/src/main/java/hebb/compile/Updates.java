package hebb.compile;

import hebb.graph.Node;
import hebb.run.step.Instruction;
import hebb.run.step.Operand;
import hebb.run.step.Scalar;

/// Makes the instructions of [Idioms] from operands and the numbers of their terms.
final class Updates {
  private final Plan plan;

  Updates(Plan plan) {
    this.plan = plan;
  }

  Instruction.Mix mix(Idioms.Mix mix, Operand to, Operand a, Operand b, boolean wide) {
    return new Instruction.Mix(to, a, number(mix.a()), b, number(mix.b()), mix.least(), wide);
  }

  Instruction.MixSquare mixSquare(
      Idioms.MixSquare mix, Operand to, Operand a, Operand b, boolean wide) {
    Node floor = mix.floor();
    Scalar least = floor == null ? new Scalar(plan.constants().one(), 0) : number(floor);
    return new Instruction.MixSquare(
        to, a, number(mix.a()), b, least, number(mix.b()), mix.least(), wide);
  }

  Instruction.Adapt adapt(
      Idioms.Adapt adapt, Operand to, Operand w, Operand a, Operand b, boolean wide) {
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
    return new Scalar(plan.place(base), 1);
  }

  private Scalar number(Idioms.Term term) {
    Node s = term.s();
    return new Scalar(s == null ? plan.constants().one() : plan.place(s), term.sign());
  }
}
