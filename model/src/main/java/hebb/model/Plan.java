package hebb.model;

import hebb.data.Task;
import hebb.data.schema.TargetCode;
import hebb.data.table.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What training is about to do, as it was found out from data and options.
///
/// @param data what the data is called
/// @param task what is predicted
/// @param reading how the file of rows was read; empty where there is none
/// @param targets the columns to predict
/// @param rows of the parts `train`, `validation` and `test`, in this order and only where there
///   are any
/// @param columns of the table; empty for images
/// @param features how many numbers the network sees of a row
/// @param network its layers as text, its head with them
/// @param layers of the network
/// @param parameters how many numbers are trained
/// @param used the options with target, task, loss and batch size as they are used
/// @param notes what was decided that a person may want to decide otherwise
/// @param warnings what may be wrong with the data
public record Plan(
    String data,
    Task task,
    Optional<Reading> reading,
    List<TargetCode> targets,
    Map<String, Integer> rows,
    List<ColumnLine> columns,
    int features,
    String network,
    List<LayerLine> layers,
    long parameters,
    TrainOptions used,
    List<String> notes,
    List<String> warnings) {
  /// The column to predict; several as a list.
  public String target() {
    return task == Task.TRANSLATE ? used.columns().target() : TargetCode.names(targets);
  }

  /// The classes of the one target; empty for a quantity and for several targets.
  public List<String> classes() {
    return TargetCode.classes(targets);
  }
}
