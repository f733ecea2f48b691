package hebb.run.step;

import java.util.ArrayList;
import java.util.List;

/// A loop over time: the steps of a body, again and again, over memory that moves on. Rows are
/// independent of each other, so a part is some of the rows through all of time.
public final class Scan implements Step {
  /// What a buffer of the body is: some numbers for each row, from a place on, as far further for
  /// each step of time.
  ///
  /// @param number of the buffer in the body
  /// @param perRow numbers for each row; 0 for what all rows have
  /// @param perStep from one step of time to the next
  public record Binding(int number, Place place, int perRow, int perStep) {}

  /// A carry before the first step, which is copied to where the loop finds it.
  public record First(Place from, Place to, int perRow) {}

  /// The program of one step for a number of rows.
  public static final class Body {
    private final List<Step> steps;
    private final int rows;
    private final int arena;
    private final float[] constants;
    private final int buffers;
    private final List<Binding> bindings;

    /// A program.
    ///
    /// @param arena floats of working memory
    /// @param constants what its buffer of constants holds
    /// @param buffers how many buffers it has
    public Body(
        List<Step> steps,
        int rows,
        int arena,
        float[] constants,
        int buffers,
        List<Binding> bindings) {
      this.steps = List.copyOf(steps);
      this.rows = rows;
      this.arena = arena;
      this.constants = constants.clone();
      this.buffers = buffers;
      this.bindings = List.copyOf(bindings);
    }

    /// What is done at each step of time.
    public List<Step> steps() {
      return steps;
    }

    /// How many rows it is for.
    public int rows() {
      return rows;
    }

    /// Floats of working memory.
    public int arena() {
      return arena;
    }

    /// What its buffer of constants holds; a copy.
    public float[] constants() {
      return constants.clone();
    }

    /// What its buffers are.
    public List<Binding> bindings() {
      return bindings;
    }

    int scratch() {
      return steps.stream().mapToInt(Step::scratch).max().orElse(0);
    }

    long work() {
      return steps.stream().mapToLong(Step::work).sum();
    }
  }

  /// The loop over time.
  ///
  /// @param firsts the carries before the first step
  /// @param arena working memory of the bodies, one after the other
  public record Loop(int steps, boolean reverse, List<First> firsts, Place arena) {}

  private static final int ARENA = 0;
  private static final int CONSTANTS = 1;

  private final Loop loop;
  private final Body[] bodies;
  private final Step[][] steps;
  private final Binding[][] bindings;
  private final First[] firsts;
  private final int[] row;
  private final int[] arena;
  private final List<Scan> finer = new ArrayList<>();

  /// A loop whose parts are rows, for each part its body; and the same in more parts, which changes
  /// no bit.
  public Scan(Loop loop, List<Body> bodies, List<Scan> finer) {
    this.loop = loop;
    this.bodies = bodies.toArray(Body[]::new);
    this.steps = bodies.stream().map(b -> b.steps().toArray(Step[]::new)).toArray(Step[][]::new);
    this.bindings =
        bodies.stream().map(b -> b.bindings().toArray(Binding[]::new)).toArray(Binding[][]::new);
    this.firsts = loop.firsts().toArray(First[]::new);
    this.row = new int[bodies.size()];
    this.arena = new int[bodies.size()];
    for (int i = 1; i < row.length; i++) {
      row[i] = row[i - 1] + this.bodies[i - 1].rows();
      arena[i] = arena[i - 1] + this.bodies[i - 1].arena();
    }
    this.finer.addAll(finer);
  }

  /// The loop over time.
  public Loop loop() {
    return loop;
  }

  /// The programs of a step, one for each part.
  public List<Body> bodies() {
    return List.of(bodies);
  }

  @Override
  public int parts() {
    return bodies.length;
  }

  @Override
  public long work() {
    long work = 0;
    for (Body body : bodies) {
      work += body.work();
    }
    return work * loop.steps();
  }

  @Override
  public int scratch() {
    int floats = 0;
    for (Body body : bodies) {
      floats = Math.max(floats, body.scratch());
    }
    return floats;
  }

  @Override
  public Step first(int threads) {
    Scan best = this;
    for (int i = 0; i < finer.size() && best.bodies.length < threads; i++) {
      best = finer.get(i);
    }
    return best;
  }

  @Override
  public List<Step> forms() {
    return List.copyOf(finer);
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    for (int part = from; part < to; part++) {
      Memory inner = scratch.enter(memory.kernels, bodies[part].buffers);
      try {
        run(memory, inner, scratch, part);
      } finally {
        scratch.leave();
      }
    }
  }

  private void run(Memory memory, Memory inner, Scratch scratch, int part) {
    Body body = bodies[part];
    inner.step = memory.step;
    inner.buffers[ARENA] = memory.buffers[loop.arena().buffer()];
    inner.bases[ARENA] = memory.at(loop.arena()) + arena[part];
    inner.buffers[CONSTANTS] = body.constants;
    inner.bases[CONSTANTS] = 0;
    for (First first : firsts) {
      int skipped = row[part] * first.perRow;
      System.arraycopy(
          memory.buffers[first.from.buffer()],
          memory.at(first.from) + skipped,
          memory.buffers[first.to.buffer()],
          memory.at(first.to) + skipped,
          body.rows() * first.perRow);
    }
    for (Binding binding : bindings[part]) {
      inner.buffers[binding.number] = memory.buffers[binding.place.buffer()];
    }
    for (int s = 0; s < loop.steps(); s++) {
      int time = loop.reverse() ? loop.steps() - 1 - s : s;
      for (Binding binding : bindings[part]) {
        inner.bases[binding.number] =
            memory.at(binding.place) + row[part] * binding.perRow + time * binding.perStep;
      }
      for (Step step : steps[part]) {
        step.run(inner, scratch, 0, step.parts());
      }
    }
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("scan of " + loop.steps() + " steps:");
    bodies[0].steps().forEach(step -> text.append(" {").append(step.describe()).append('}'));
    return text.toString();
  }
}
