package hebb.run;

import hebb.backend.Profile;
import hebb.run.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs programs on a number of threads: the caller's and, where a step is worth it, those of one
/// pool of workers that all executors share. The number of threads never changes a result.
public final class Executor {
  /// Work below which a step stays on the caller's thread, in elementary operations (about 10
  /// microseconds).
  private static final long WORTH = 100_000;

  private final int threads;

  private Executor(int threads) {
    this.threads = threads;
  }

  /// An executor of so many threads, at least 1.
  public static Executor of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, got " + threads + ".");
    }
    return new Executor(threads);
  }

  /// How many threads it uses at most.
  public int threads() {
    return threads;
  }

  /// Runs one step of a program: reads the workspace's inputs, writes its outputs and the assigned
  /// variables.
  ///
  /// @param step the number of the step, which random streams depend on
  public void run(Program program, Workspace workspace, long step) {
    run(program, workspace, step, null);
  }

  /// The same as [#run] with a look at the clock before and after each piece; what they took is
  /// added to the profile.
  public void profile(Program program, Workspace workspace, long step, Profile profile) {
    long begin = System.nanoTime();
    run(program, workspace, step, new StepProfile(program, profile));
    profile.end(System.nanoTime() - begin);
  }

  /// Whether a program runs on more than the caller's thread: decided by its counted work, never by
  /// the clock.
  public boolean shares(Program program) {
    return threads > 1
        && program.work() >= WORTH
        && program.steps().stream().anyMatch(step -> worthSharing(step.first(threads)));
  }

  private void run(Program program, Workspace workspace, long step, @Nullable StepProfile profile) {
    if (workspace.program != program) {
      throw new IllegalArgumentException(
          "run: expected a workspace of this program, got one of another.");
    }
    workspace.takeVariables();
    workspace.memory.setStep(step);
    if (threads > 1 && program.work() >= WORTH && Workers.SHARED.tryAcquire(workspace)) {
      try {
        runShared(program, workspace, profile);
      } finally {
        Workers.SHARED.release();
      }
    } else {
      runAlone(program.steps(), workspace, profile);
    }
  }

  private static void runAlone(
      List<Step> steps, Workspace workspace, @Nullable StepProfile profile) {
    for (int i = 0; i < steps.size(); i++) {
      Step each = steps.get(i);
      StepProfile.run(profile, each, workspace.memory, workspace.scratch, 0, each.parts());
    }
  }

  private void runShared(Program program, Workspace workspace, @Nullable StepProfile profile) {
    Workers.SHARED.prepare(threads - 1, program.scratch());
    List<List<Step>> stages = program.stages();
    for (int i = 0; i < stages.size(); i++) {
      List<Step> stage = stages.get(i);
      int worthwhile = 0;
      for (int j = 0; j < stage.size(); j++) {
        worthwhile += worthSharing(stage.get(j).first(threads)) ? 1 : 0;
      }
      if (worthwhile > 0) {
        Workers.SHARED.run(stage, workspace, threads, profile);
      } else {
        runAlone(stage, workspace, profile);
      }
    }
  }

  /// Whether a step is worth the work of several threads.
  static boolean worthSharing(Step step) {
    return step.parts() > 1 && step.work() >= WORTH;
  }
}
