package hebb.cpu;

import hebb.backend.Executable;
import hebb.backend.Execution;
import hebb.backend.Profile;
import hebb.graph.Graph;
import hebb.graph.Variable;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import java.util.List;
import java.util.Set;

/// A program and the executor that walks it.
record CpuExecutable(Program program, Executor executor) implements Executable {
  @Override
  public Graph graph() {
    return program.graph();
  }

  @Override
  public List<Operation> operations() {
    return program.steps().stream()
        .map(step -> new Operation(program.layer(step), step.describe()))
        .toList();
  }

  @Override
  public Set<Variable> updatedByRows() {
    return program.updatedByRows();
  }

  @Override
  public int threads() {
    return executor.shares(program) ? executor.threads() : 1;
  }

  @Override
  public long memoryBytes() {
    return program.arenaBytes();
  }

  @Override
  public Execution newExecution() {
    return new CpuExecution(program, executor, program.newWorkspace());
  }

  /// A workspace of the program.
  private record CpuExecution(Program program, Executor executor, Workspace workspace)
      implements Execution {
    @Override
    public boolean hasInput(String name) {
      return workspace.hasInput(name);
    }

    @Override
    public float[] input(String name) {
      return workspace.input(name);
    }

    @Override
    public void run(long step) {
      executor.run(program, workspace, step);
    }

    @Override
    public void profile(long step, Profile profile) {
      executor.profile(program, workspace, step, profile);
    }

    @Override
    public int read(String output, float[] into, int offset) {
      return workspace.read(output, into, offset);
    }

    @Override
    public float scalar(String output) {
      return workspace.scalar(output);
    }
  }
}
