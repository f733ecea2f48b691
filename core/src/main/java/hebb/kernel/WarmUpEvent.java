package hebb.kernel;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A vector kernel that was tried against its scalar form, for Java Flight Recorder.
@Name("hebb.WarmUp")
@Label("Kernel Warm-up")
@Category({"Hebb", "Kernels"})
@Description(
    "A trial that ended with a kernel in its fast form, or without it; its duration is that of the trial")
@StackTrace(false)
final class WarmUpEvent extends Event {
  @Label("Kernel")
  @Description("As in TANH")
  String kernel;

  @Label("Fast")
  @Description("Whether the fast form serves from now on")
  boolean fast;

  @Label("Copy")
  @Description("Which copy of the kernel's class was tried, from 0")
  int copy;

  WarmUpEvent(String kernel) {
    this.kernel = kernel;
    begin();
  }

  void done(boolean isFast, int whichCopy) {
    end();
    fast = isFast;
    copy = whichCopy;
    commit();
  }
}
