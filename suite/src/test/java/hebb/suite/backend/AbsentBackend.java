package hebb.suite.backend;

import hebb.backend.Backend;
import hebb.backend.Executable;
import hebb.graph.Graph;

/// A back end whose device is missing.
public final class AbsentBackend implements Backend {
  @Override
  public String name() {
    return "absent";
  }

  @Override
  public String arithmetic() {
    throw new IllegalStateException("absent: expected not to be asked");
  }

  @Override
  public String unavailable() {
    return "no device was found";
  }

  @Override
  public Executable compile(Graph graph, int threads) {
    throw new IllegalStateException("absent: expected not to be asked");
  }
}
