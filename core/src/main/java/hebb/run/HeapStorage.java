package hebb.run;

import hebb.graph.Variable;

/// The numbers of a variable on the heap, where programs read and assign them in place.
final class HeapStorage implements Variable.Storage {
  final float[] numbers;

  HeapStorage(int size) {
    numbers = new float[size];
  }

  static HeapStorage of(Variable variable) {
    return variable.storage(HeapStorage.class, HeapStorage::new);
  }

  @Override
  public void fetch(float[] into) {
    System.arraycopy(numbers, 0, into, 0, numbers.length);
  }

  @Override
  public void store(float[] from) {
    System.arraycopy(from, 0, numbers, 0, numbers.length);
  }
}
