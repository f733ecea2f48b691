package hebb.backend;

/// One caller's runs of an [Executable]: the inputs to fill before a run, and the outputs to read
/// after it. One thread uses it at a time. A warm run allocates nothing.
public interface Execution {
  /// Whether the input is read; one that nothing depends on is left out.
  boolean hasInput(String name);

  /// The array to fill before a run, row-major; labels and indices as whole numbers. It is the same
  /// array each time, and keeps its numbers from one run to the next.
  ///
  /// @throws IllegalArgumentException if there is no such input; the message lists those there are
  float[] input(String name);

  /// Runs one step: reads the inputs, writes the outputs and the assigned variables.
  ///
  /// @param step the number of the step, which random streams depend on
  void run(long step);

  /// The same as [#run] under the clock; what its pieces took is added to the profile.
  void profile(long step, Profile profile);

  /// Copies an output of the last run into an array; returns how many numbers it has.
  ///
  /// @throws IllegalArgumentException if there is no such output; the message lists those there are
  int read(String output, float[] into, int offset);

  /// An output of one element.
  ///
  /// @throws IllegalArgumentException if there is no such output; the message lists those there are
  float scalar(String output);
}
