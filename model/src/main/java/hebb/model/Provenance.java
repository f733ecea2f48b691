package hebb.model;

import hebb.backend.BackendChoice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a model comes from.
///
/// @param data what the data is called
/// @param sha256 of its file, as hexadecimal digits; empty where there is no file
/// @param rows of the parts `train`, `validation` and `test`
/// @param seed of everything random
/// @param version of this library
/// @param java the version of the JDK and who made it, as in `25.0.1+8-LTS (Eclipse Adoptium)`
/// @param kernels what did the arithmetic, as in `simd512`
/// @param fork what training went on from; empty where it began with weights of its own
public record Provenance(
    String data,
    String sha256,
    Map<String, Integer> rows,
    long seed,
    String version,
    String java,
    String kernels,
    Optional<Fork> fork) {
  /// Copies the map, in its order.
  public Provenance {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  static Provenance of(
      String data, String sha256, Map<String, Integer> rows, long seed, Optional<Fork> fork) {
    return new Provenance(
        data,
        sha256,
        rows,
        seed,
        libraryVersion(),
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        BackendChoice.current().backend().arithmetic(),
        fork);
  }

  /// The version of this library; `unknown` where it does not run from its jars.
  public static String libraryVersion() {
    Module module = Provenance.class.getModule();
    if (module.isNamed()) {
      return module.getDescriptor().rawVersion().orElse("unknown");
    }
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
