package hebb.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// How wide vectors are. The compiler needs a constant, so one copy of these classes has one width:
/// the machine's own, or that of the [WidthLoader] that loaded it.
final class Width {
  /// Vectors of floats.
  static final VectorSpecies<Float> FLOATS = choose(Width.class.getClassLoader().getName());

  /// Vectors of ints of the same length.
  static final VectorSpecies<Integer> INTS = ints();

  /// Floats in a vector: a divisor of [Kernels#LANES].
  static final int LENGTH = FLOATS.length();

  private Width() {}

  private static VectorSpecies<Float> choose(@Nullable String loader) {
    int bits =
        switch (loader) {
          case "simd128" -> 128;
          case "simd256" -> 256;
          case "simd512" -> 512;
          case null, default -> FloatVector.SPECIES_PREFERRED.vectorBitSize();
        };
    return bits >= 512
        ? FloatVector.SPECIES_512
        : bits >= 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
  }

  private static VectorSpecies<Integer> ints() {
    return switch (FLOATS.vectorBitSize()) {
      case 512 -> IntVector.SPECIES_512;
      case 256 -> IntVector.SPECIES_256;
      default -> IntVector.SPECIES_128;
    };
  }
}
