package hebb.simd;

import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// How wide vectors are: the same for the whole life of the JVM, for the compiler needs a constant.
final class Width {
  /// Vectors of floats.
  static final VectorSpecies<Float> FLOATS = choose(System.getProperty(KernelChoice.PROPERTY, "auto"));

  /// Vectors of ints of the same length.
  static final VectorSpecies<Integer> INTS = ints();

  /// Floats in a vector: a divisor of [Kernels#LANES].
  static final int LENGTH = FLOATS.length();

  private Width() {}

  private static VectorSpecies<Float> choose(String wanted) {
    int bits =
        switch (wanted) {
          case "simd128" -> 128;
          case "simd256" -> 256;
          case "simd512" -> 512;
          default -> FloatVector.SPECIES_PREFERRED.vectorBitSize();
        };
    return bits >= 512 ? FloatVector.SPECIES_512 : bits >= 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
  }

  private static VectorSpecies<Integer> ints() {
    return FLOATS == FloatVector.SPECIES_512
        ? IntVector.SPECIES_512
        : FLOATS == FloatVector.SPECIES_256 ? IntVector.SPECIES_256 : IntVector.SPECIES_128;
  }
}
