package hebb.model;

/// Is told how much of something is done, by the thread that does it. What it throws ends that.
@FunctionalInterface
public interface Watcher {
  /// So many of all are done.
  void at(long done, long all);
}
