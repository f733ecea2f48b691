package hebb.model;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A checkpoint that was written or could not be, for Java Flight Recorder.
@Name("hebb.Checkpoint")
@Label("Checkpoint")
@Category({"Hebb", "Training"})
@Description("A checkpoint; its duration is that of writing it to the disk")
@StackTrace(false)
final class CheckpointEvent extends Event {
  @Label("File")
  String file;

  @Label("Epoch")
  @Description("At whose end training stood")
  int epoch;

  @Label("Written")
  @Description("False where it could not be written, and the one before stays")
  boolean written;

  CheckpointEvent(String file) {
    this.file = file;
    begin();
  }

  void done(int lastEpoch, boolean isWritten) {
    end();
    epoch = lastEpoch;
    written = isWritten;
    commit();
  }
}
