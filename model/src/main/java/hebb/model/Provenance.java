package hebb.model;

import hebb.backend.BackendChoice;
import hebb.data.DataException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a model comes from.
///
/// @param data what the data is called
/// @param sha256 of its file, as hexadecimal digits; empty where there is no file
/// @param others what was given apart for `validation` and `test`, in place of a split
/// @param rows of the parts `train`, `validation` and `test`
/// @param seed of everything random
/// @param version of this library
/// @param java the version of the JDK and who made it, as in `25.0.1+8-LTS (Eclipse Adoptium)`
/// @param kernels what did the arithmetic, as in `simd512`
/// @param fixes of faults that led to the options, as in `symmetry: --init he_normal`
/// @param fork what training went on from; empty where it began with weights of its own
public record Provenance(
    String data,
    String sha256,
    Map<String, DataPart> others,
    Map<String, Integer> rows,
    long seed,
    String version,
    String java,
    String kernels,
    List<String> fixes,
    Optional<Fork> fork) {
  /// Copies the maps, in their order, and the list.
  public Provenance {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    fixes = List.copyOf(fixes);
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  static Provenance of(
      Source source,
      Map<String, Integer> rows,
      long seed,
      List<String> fixes,
      Optional<Fork> fork) {
    return new Provenance(
        source.name(),
        source.sha256(),
        source.others(),
        rows,
        seed,
        libraryVersion(),
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        BackendChoice.current().backend().arithmetic(),
        fixes,
        fork);
  }

  /// Checks that data is the same, rows for validation too.
  ///
  /// @throws DataException that names what is expected if it is not
  void requireSame(Source source) {
    if (!sha256.isEmpty() && !sha256.equals(source.sha256())) {
      throw new DataException(
          source.name()
              + ": expected the data that the model was trained on, "
              + data
              + " of SHA-256 "
              + sha256
              + ", got other data. Name that file.");
    }
    DataPart known = others.get("validation");
    DataPart got = source.others().get("validation");
    if (known != null && !(got != null && known.fingerprint().equals(got.fingerprint()))) {
      throw new DataException(
          (got == null ? "validation" : got.name())
              + ": expected the rows that the model was validated on, "
              + known.name()
              + " of SHA-256 "
              + known.fingerprint()
              + ", got "
              + (got == null ? "none" : "other rows")
              + ". Name that file with --validation.");
    }
    if (known == null && got != null) {
      throw new DataException(
          got.name()
              + ": expected no rows for validation, which were split off "
              + data
              + ", got some. Leave --validation out.");
    }
  }

  /// Says of data to measure that the model was trained on it; nothing of other data.
  ///
  /// @param other the SHA-256 of its file
  public Optional<String> note(String name, String other) {
    if (sha256.isEmpty() || !sha256.equals(other)) {
      return Optional.empty();
    }
    return Optional.of(
        name
            + " is the data that the model was trained on, by its SHA-256: results on it are better"
            + " than on new rows. Name a file of other rows.");
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
