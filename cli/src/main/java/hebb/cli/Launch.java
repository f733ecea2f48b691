package hebb.cli;

import java.io.FileDescriptor;

/// What the `hebb` script starts: takes standard error back from descriptor 3, then runs [Main].
///
/// The script gives the JVM an empty standard error, because at every start the JVM writes there
/// that the vector module is an incubator module. It opens `java.io` to this module, so that the
/// descriptor of [System#err] can be set.
public final class Launch {
  private Launch() {}

  /// Runs the command.
  ///
  /// @throws Exception what [Main] throws, or that the JDK keeps its descriptors otherwise
  public static void main(String[] args) throws Exception {
    var fd = FileDescriptor.class.getDeclaredField("fd");
    fd.setAccessible(true);
    fd.setInt(FileDescriptor.err, 3);
    Main.main(args);
  }
}
