package hebb.cli.command;

import hebb.cli.option.UnseenFlags;
import hebb.cli.output.Numbers;
import hebb.cli.output.Session;
import hebb.cli.plot.ImagesPlot;
import hebb.data.DataException;
import hebb.data.image.ImageFiles;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.model.Mistake;
import hebb.model.Mistakes;
import hebb.model.Model;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The images that `hebb show` draws: what a model sees of them, and which it takes for another
/// class. What cannot be read or has another size is told.
record ShownImages(Session session, Model model) {
  private static final int LISTED = 10;

  /// What a model takes for another class.
  ///
  /// @param names of those that it is surest of
  record Named(Mistakes mistakes, List<String> names) {
    /// Lists the first.
    void print(PrintStream out) {
      for (int i = 0; i < Math.min(LISTED, names.size()); i++) {
        Mistake mistake = mistakes.surest().get(i);
        out.printf(
            Locale.ROOT,
            "  %s: %s, taken for %s (%.2f)%n",
            names.get(i),
            mistake.truth(),
            mistake.predicted(),
            mistake.probability());
      }
      if (mistakes.count() > LISTED) {
        out.println("  and " + Numbers.count(mistakes.count() - LISTED) + " more");
      }
    }
  }

  /// What the model takes for another class in DATA.
  Named mistakes(String data, @Nullable Path labels) {
    var unseen = new Unseen();
    Mistakes found;
    IntFunction<String> name;
    switch (DataSource.read(model, data, labels, ReadOptions.DEFAULTS)) {
      case DataSource.Rows rows -> {
        Table table = rows.table();
        unseen.note(table.notes());
        found = model.mistakes(table, ImagesPlot.MOST, unseen);
        name = row -> place(table, row);
      }
      case DataSource.Pictures pictures -> {
        unseen.note(model.notesOn(pictures.images()));
        found = model.mistakes(pictures.images(), ImagesPlot.MOST);
        name = row -> "row " + (row + 1);
      }
    }
    UnseenFlags.print(unseen, session.err());
    return new Named(
        found, found.surest().stream().map(mistake -> name.apply(mistake.row())).toList());
  }

  /// The file of a row that names one; else its number.
  private static String place(Table table, int row) {
    return table.columns().stream()
        .map(column -> String.valueOf(table.cells(column).text(row)))
        .filter(ImageFiles::isNamed)
        .findFirst()
        .orElse("row " + (row + 1));
  }

  /// What the network sees of an image: of a file, or the first of an idx file.
  float[] row(String image) {
    DataSource source =
        DataSource.isDemo(image)
            ? DataSource.demo(image)
            : DataSource.files(model, List.of(image)).orElseThrow(() -> noImage(image));
    var unseen = new Unseen();
    float[] numbers =
        switch (source) {
          case DataSource.Rows rows -> model.numbers(rows.table(), 0, unseen);
          case DataSource.Pictures pictures -> {
            unseen.note(model.notesOn(pictures.images()));
            yield model.numbers(pictures.images(), 0);
          }
        };
    UnseenFlags.print(unseen, session.err());
    return numbers;
  }

  private static DataException noImage(String image) {
    return new DataException(
        image + ": expected an image, got another file. Name a PNG, JPEG, GIF or BMP file.");
  }
}
