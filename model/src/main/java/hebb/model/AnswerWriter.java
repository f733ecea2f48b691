package hebb.model;

import hebb.data.schema.Encoder;
import hebb.data.schema.RowEncoder;
import hebb.data.schema.Unseen;
import hebb.data.table.Folder;
import hebb.data.table.ReadOptions;
import hebb.data.table.RowReader;
import hebb.data.table.RowWriter;
import hebb.data.table.Table;
import hebb.dataset.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes rows with what a model says of them, a block of rows at a time.
final class AnswerWriter {
  private static final int BLOCK = 256;
  private static final int MOST_NUMBERS = 1 << 22;

  private final Answer answer;
  private final RowWriter out;
  private final float[] row;
  private final float[] features;
  private final float[] outputs;
  private final List<List<String>> held = new ArrayList<>(BLOCK);
  private final int block;
  private long written;

  private AnswerWriter(Answer answer, int width, char delimiter, OutputStream stream) {
    this.answer = answer;
    this.out = RowWriter.to(stream, delimiter);
    this.row = new float[width];
    this.block = Math.clamp(MOST_NUMBERS / width, 1, BLOCK);
    this.features = new float[block * width];
    this.outputs = new float[block * answer.predictor().output().size()];
    out.write(answer.columns());
  }

  /// Goes through the rows of a file, in constant memory.
  ///
  /// @param answer by the file's columns
  /// @return how many rows there were
  static long write(
      Function<List<String>, Answer> answer,
      Encoder encoder,
      Path data,
      ReadOptions options,
      OutputStream out,
      Unseen unseen)
      throws IOException {
    try (RowReader rows = RowReader.open(data, encoder.readOptions(options))) {
      RowEncoder row =
          encoder.in(Folder.around(data)).rowEncoder(data.toString(), rows.columns(), unseen);
      Answer of = answer.apply(rows.columns());
      AnswerWriter writer = new AnswerWriter(of, encoder.width(), rows.delimiter(), out);
      while (rows.next()) {
        List<String> fields = rows.fields();
        row.encode(fields, rows.row(), writer.row);
        writer.add(fields);
      }
      long count = writer.finish();
      unseen.note(rows.reading().notes());
      return count;
    }
  }

  /// Goes through some rows of a table.
  static long write(
      Function<List<String>, Answer> answer,
      Encoder encoder,
      Table table,
      int[] rows,
      OutputStream out,
      Unseen unseen)
      throws IOException {
    AnswerWriter writer =
        new AnswerWriter(answer.apply(table.columns()), encoder.width(), ',', out);
    Encoder inFolder = encoder.in(table.folder());
    for (int row : rows) {
      inFolder.encode(table, new int[] {row}, writer.row, unseen);
      writer.add(table.columns().stream().map(column -> table.cells(column).text(row)).toList());
    }
    return writer.finish();
  }

  /// Goes through pictures.
  static long write(Answer answer, Dataset images, OutputStream out) throws IOException {
    AnswerWriter writer = new AnswerWriter(answer, images.width(), ',', out);
    float[] target = new float[1];
    for (int r = 0; r < images.rows(); r++) {
      images.read(new int[] {r}, 0, 1, writer.row, target);
      writer.add(List.of());
    }
    return writer.finish();
  }

  /// Takes the row whose features were written.
  private void add(List<String> cells) {
    System.arraycopy(row, 0, features, held.size() * row.length, row.length);
    held.add(answer.beside() ? cells : List.of());
    if (held.size() == block) {
      writeHeld();
    }
  }

  /// Writes what is left; says how many rows there were.
  private long finish() throws IOException {
    writeHeld();
    out.flush();
    return written;
  }

  private void writeHeld() {
    if (held.isEmpty()) {
      return;
    }
    float[] rows = held.size() == 1 ? row : features;
    answer.copies().predict(answer.predictor(), rows, row.length, held.size(), written, outputs);
    for (int r = 0; r < held.size(); r++) {
      List<String> cells = new ArrayList<>(held.get(r));
      answer.cells().add(rows, outputs, r, cells);
      out.write(cells);
    }
    written += held.size();
    held.clear();
  }
}
