package hebb.diagnose;

import hebb.train.Finding;
import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// What was wrong with a training, for Java Flight Recorder.
@Name("hebb.Finding")
@Label("Finding")
@Category({"Hebb", "Training"})
@Description("What was wrong with a training, said when it is over")
@StackTrace(false)
final class FindingEvent extends Event {
  @Label("Id")
  @Description("As hebb help explains it, such as dead-units")
  String id;

  @Label("Severity")
  @Description("high, medium or low")
  String severity;

  @Label("Where")
  @Description("The layer or column by path; empty where it is the whole network")
  String where;

  @Label("Epoch")
  @Description("How many epochs were done when it was seen; -1 where it is of the rows alone")
  int epoch;

  @Label("Measure")
  double measure;

  @Label("Threshold")
  double threshold;

  @Label("Fix")
  String fix;

  FindingEvent(Finding finding) {
    id = finding.id();
    severity = finding.severity().name().toLowerCase(Locale.ROOT);
    where = finding.where();
    epoch = finding.epoch().orElse(-1);
    measure = finding.measure();
    threshold = finding.threshold();
    fix = finding.fix();
  }
}
