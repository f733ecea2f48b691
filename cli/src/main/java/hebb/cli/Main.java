package hebb.cli;

/// The `hebb` command.
public final class Main {
  private Main() {}

  /// Runs the command.
  public static void main(String[] args) {
    System.out.println("hebb 0.1.0, JDK " + Runtime.version());
  }
}
