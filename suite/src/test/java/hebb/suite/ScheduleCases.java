package hebb.suite;

import java.util.List;

/// Schedules with the factor at a stated time.
final class ScheduleCases {
  private ScheduleCases() {}

  /// The factor after some epochs of so many, when the validation loss has stopped falling so
  /// often.
  record Row(String schedule, double epoch, int epochs, int reductions, double factor) {
    Row(String schedule, double epoch, int epochs, double factor) {
      this(schedule, epoch, epochs, 0, factor);
    }
  }

  static List<Row> all() {
    double root = Math.sqrt(0.5);
    return List.of(
        new Row("constant", 7, 20, 3, 1),
        new Row("step(every_epochs=10,factor=.5)", 9.99, 20, 1),
        new Row("step(every_epochs=10,factor=.5)", 10, 20, .5),
        new Row("step(every_epochs=10,factor=.5)", 25, 99, .25),
        new Row("exponential(decay=.9)", 0, 20, 1),
        new Row("exponential(decay=.9)", 2, 20, .81),
        new Row("cosine", 0, 20, 1),
        new Row("cosine", 10, 20, .5),
        new Row("cosine", 20, 20, 0),
        new Row("cosine(floor=.2)", 10, 20, .6),
        new Row("cosine(warmup_epochs=4)", 1, 20, .25),
        new Row("cosine(warmup_epochs=4)", 4, 20, 1),
        new Row("cosine(warmup_epochs=4)", 12, 20, .5),
        new Row("cosine(warmup_epochs=9)", 6, 6, 2 / 3.0),
        new Row("plateau", 9, 20, 1),
        new Row("plateau(factor=.1)", 9, 20, 2, .01),
        new Row("plateau(factor=.1,floor=.05)", 9, 20, 2, .05),
        new Row("polynomial", 0, 20, 1),
        new Row("polynomial", 5, 20, .75),
        new Row("polynomial", 20, 20, 0),
        new Row("polynomial(power=2,floor=.2)", 10, 20, .2 + .8 * .25),
        new Row("polynomial(power=.5)", 10, 20, root),
        new Row("inverse", 0, 20, 1),
        new Row("inverse", 10, 20, .5),
        new Row("inverse(decay=1)", 3, 20, .25),
        new Row("inverse(decay=1,power=.5)", 3, 20, .5),
        new Row("one_cycle", 0, 20, .04),
        new Row("one_cycle", 3, 20, .52),
        new Row("one_cycle", 6, 20, 1),
        new Row("one_cycle", 13, 20, .5 + 2e-6),
        new Row("one_cycle", 20, 20, 4e-6),
        new Row("one_cycle(rise=.5,start=0,end=.5)", 5, 20, .5),
        new Row("one_cycle(rise=.5,start=0,end=.5)", 15, 20, .75),
        new Row("restarts", 0, 20, 1),
        new Row("restarts", 5, 20, .5),
        new Row("restarts", 10, 20, 1),
        new Row("restarts", 20, 99, .5),
        new Row("restarts", 30, 99, 1),
        new Row("restarts(first_epochs=4,growth=1)", 4000, 9999, 1),
        new Row("restarts(first_epochs=4,growth=1,floor=.2)", 4002, 9999, .6),
        new Row("constant(warmup_epochs=4)", 1, 20, .25),
        new Row("constant(warmup_epochs=4)", 4, 20, 1),
        new Row("step(every_epochs=10,factor=.5,warmup_epochs=4)", 13.9, 20, 1),
        new Row("step(every_epochs=10,factor=.5,warmup_epochs=4)", 14, 20, .5),
        new Row("polynomial(warmup_epochs=4)", 2, 20, .5),
        new Row("polynomial(warmup_epochs=4)", 12, 20, .5),
        new Row("polynomial(warmup_epochs=4)", 20, 20, 0),
        new Row("polynomial(warmup_epochs=30)", 15, 20, 0),
        new Row("inverse(warmup_epochs=2)", 12, 20, .5),
        new Row("one_cycle(warmup_epochs=10)", 5, 20, .02),
        new Row("one_cycle(warmup_epochs=10)", 13, 20, 1),
        new Row("restarts(warmup_epochs=1)", 11, 20, 1),
        new Row("plateau(factor=.1,warmup_epochs=4)", 2, 20, 1, .05),
        new Row("plateau(factor=.1,warmup_epochs=4)", 9, 20, 1, .1));
  }
}
