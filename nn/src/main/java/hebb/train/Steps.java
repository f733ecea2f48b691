package hebb.train;

/// The steps of an epoch. One thread uses them.
interface Steps {
  /// Rows for each step but the last.
  int batch();

  /// Steps in an epoch.
  int count();

  /// Rows of the step of that index.
  int rows(int index);

  /// Begins an epoch.
  void begin(int epoch);

  /// Ends an epoch, whether all of its steps were run or not.
  void end();

  /// Runs the step of that index in the present epoch; `number` counts steps over all epochs.
  void run(int index, long number, double learningRate);

  /// The loss of the last step.
  float loss();

  /// The penalty of the last step.
  float penalty();

  /// Whether there is nothing left to do, however many epochs are.
  default boolean finished() {
    return false;
  }
}
