package hebb.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.command.Commands;
import hebb.cli.option.ConfigFile;
import hebb.cli.option.UsageException;
import hebb.cli.output.Interrupt;
import hebb.cli.output.Session;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.ImageFiles;
import hebb.data.image.ImageSize;
import hebb.data.image.Images;
import hebb.data.language.Corpus;
import hebb.data.language.LanguageOptions;
import hebb.data.schema.Unseen;
import hebb.data.sound.SoundFiles;
import hebb.data.table.FileException;
import hebb.data.table.Folder;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.model.Checkpoint;
import hebb.model.Model;
import hebb.model.ModelException;
import hebb.model.ModelTrainer;
import hebb.model.Sampling;
import hebb.model.TrainOptions;
import hebb.nn.Network;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import picocli.CommandLine;

/// The formats that are read from files of others, with sound examples to begin from.
final class FuzzTargets {
  private static final String[] CSV_WORDS = {
    ",",
    ";",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "NA",
    "null",
    "NaN",
    "inf",
    "-",
    "1e308",
    "1e-999",
    "9999999999999999999999",
    "0.30000000000000004",
    "true",
    "yes",
    "no",
    "\ufeff",
    "\u00e9",
    " ",
    "\0",
    "''",
    "a,b,y\n",
    "# ",
    "sep=;\n",
    "\\\"",
    "(cm)",
    "\r",
    "^",
    "@relation"
  };
  private static final String[] TS_WORDS = {
    ":", ",", ";", "?", "@data\n", "@timeStamps true\n", "@classLabel true\n", "\n", "NaN", "1e38"
  };
  private static final String[] TOML_WORDS = {
    "=",
    "[",
    "]",
    "[[",
    "\"\"\"",
    "'''",
    "\n",
    "#",
    "true",
    "inf",
    "nan",
    "1_0",
    "0x1",
    "1979-05-27",
    "{",
    "}",
    ".",
    "hidden",
    "network",
    "lr",
    "\"",
    "\\u0000",
    ","
  };
  private static final String[] JSON_WORDS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "true",
    "-1",
    "1e999",
    "0.5",
    "99999999999",
    "\"\"",
    "\"kind\"",
    "\"dense\"",
    "\"NaN\"",
    "2147483647",
    "\"numeric\"",
    "[1000000]",
    "\\u0000",
    "[[[[[[[[",
    "\"F32\"",
    "\"shape\"",
    "[0,4]"
  };

  private final Path folder;
  private final Random random;
  private final Table rows = Demo.FLOWER.table(40, 1);
  private final TrainOptions options =
      new TrainOptions().withHidden(2).withEpochs(1).withThreads(1);

  FuzzTargets(Path folder, Random random) {
    this.folder = folder;
    this.random = random;
  }

  /// What is done with a file.
  interface Reading {
    void read(Path file) throws IOException, FileException;
  }

  /// Makes the next file.
  interface Source {
    byte[] next();
  }

  /// A format.
  ///
  /// @param refusal what may be thrown
  record Target(String name, Source source, Reading reading, Class<? extends Exception> refusal) {}

  List<Target> all() throws IOException {
    Path model = folder.resolve("good.hebb");
    Path checkpoint = Checkpoint.beside(model);
    new ModelTrainer(rows, options).checkpoints(checkpoint).run().model().save(model);
    Model good = Model.load(model);
    List<Target> targets = new ArrayList<>();
    targets.add(
        new Target(
            "csv",
            csv(),
            file -> new ModelTrainer(TableReader.read(file), options).plan(),
            DataException.class));
    targets.add(
        new Target(
            "csv to predict",
            changing(
                new Mutator(random, CSV_WORDS),
                List.of(
                    bytes("x1,x2\n0.5,1.5\n-1,2e3\n,NA\n"),
                    bytes("x2;more;x1\n1;\"a;b\";2\n3;;4.5\n"))),
            file ->
                good.predict(
                    file, ReadOptions.DEFAULTS, OutputStream.nullOutputStream(), new Unseen()),
            DataException.class));
    targets.add(
        new Target(
            "csv cut by blanks",
            changing(
                new Mutator(random, CSV_WORDS),
                List.of(
                    bytes("  a   b y\n 1.5 u   2\n2 \"u v\" 3\n 4 v 5\n"),
                    bytes("# by hand\na b\n(cm) (kg)\n1 2\n3 4\n5 6\n7 8\na b\n9 0\n"))),
            file -> TableReader.read(file, ReadOptions.DEFAULTS.withDelimiter(' ')),
            DataException.class));
    targets.add(idx());
    targets.add(image());
    targets.add(sound());
    targets.add(series());
    targets.add(config());
    targets.add(
        new Target(
            "model",
            packed(Files.readAllBytes(model)),
            file -> Model.load(file).predict(rows, OutputStream.nullOutputStream(), new Unseen()),
            ModelException.class));
    series(targets);
    languages(targets);
    translations(targets);
    targets.add(
        new Target(
            "checkpoint",
            packed(Files.readAllBytes(checkpoint)),
            file -> new ModelTrainer(rows, options).resume(Checkpoint.load(file)).plan(),
            ModelException.class));
    return targets;
  }

  /// Series to train on, to go on from, and the models of them.
  private void series(List<Target> targets) throws IOException {
    StringBuilder rows = new StringBuilder("t,y,b\n");
    for (int i = 0; i < 60; i++) {
      rows.append(LocalDate.of(2024, 1, 1).plusDays(i)).append(',').append(i * 37 % 11);
      rows.append(',').append(i % 7).append("\n");
    }
    Path file = folder.resolve("series.csv");
    Files.writeString(file, rows);
    Table table = TableReader.read(file);
    TrainOptions forecast =
        new TrainOptions().withTarget("y").withForecast("t", 3).withEpochs(1).withThreads(1);
    Model good = new ModelTrainer(table, forecast).run().model();
    Path model = folder.resolve("series.hebb");
    good.save(model);
    Source mutated =
        changing(
            new Mutator(random, CSV_WORDS),
            List.of(
                bytes(rows.toString()),
                bytes(rows.toString().replace("-", "/")),
                bytes(rows.toString().replace(",", ";"))));
    targets.add(
        new Target(
            "series",
            mutated,
            changed -> new ModelTrainer(TableReader.read(changed), forecast).plan(),
            DataException.class));
    targets.add(
        new Target(
            "series to go on from",
            mutated,
            changed -> good.forecast(good.read(changed, ReadOptions.DEFAULTS)),
            DataException.class));
    targets.add(
        new Target(
            "model of forecasts",
            packed(Files.readAllBytes(model)),
            changed -> forecast(Model.load(changed), table),
            ModelException.class));
  }

  /// What was changed may be a sound model of other columns or times.
  private static void forecast(Model model, Table table) {
    try {
      model.forecast(table);
    } catch (DataException e) {
      assertThat(e).hasMessageStartingWith(table.name());
    }
  }

  /// Texts to learn a language from, and models that write.
  private void languages(List<Target> targets) throws IOException {
    String text = "To be, or not to be: that is the question.\n".repeat(8);
    TrainOptions options =
        new TrainOptions()
            .withTask(Task.LANGUAGE)
            .withLanguage(LanguageOptions.NONE.withWindow(8))
            .withNetwork(Network.parse("embedding(4) lstm(4, sequence=true)"))
            .withEpochs(1)
            .withThreads(1);
    Path model = folder.resolve("language.hebb");
    new ModelTrainer(Corpus.of("text", text), options).run().model().save(model);
    Source mutated =
        changing(
            new Mutator(random, CSV_WORDS),
            List.of(bytes(text), bytes(text.replace(". ", "\r\n")), Zips.gzip(bytes(text))));
    for (boolean lines : new boolean[] {false, true}) {
      TrainOptions own = options.withLanguage(options.language().withLines(lines));
      for (String tokens : List.of("chars", "words", "bpe=100")) {
        targets.add(
            new Target(
                "text by " + tokens + (lines ? ", lines" : ""),
                mutated,
                file -> new ModelTrainer(Corpus.read(file), own.withTokens(tokens)).plan(),
                DataException.class));
      }
    }
    targets.add(
        new Target(
            "model of a language",
            packed(Files.readAllBytes(model)),
            file ->
                Model.load(file).generator().tokens("", new Sampling()).limit(5).forEach(_ -> {}),
            ModelException.class));
  }

  /// Pairs to translate, and their model.
  private void translations(List<Target> targets) throws IOException {
    StringBuilder pairs = new StringBuilder("from\tinto\n");
    for (int i = 0; i < 30; i++) {
      pairs.append("n ").append(i % 20).append("\tNo. ").append(i).append('\n');
    }
    Path file = folder.resolve("pairs.tsv");
    Files.writeString(file, pairs);
    TrainOptions options =
        new TrainOptions()
            .withTarget("into")
            .withTask(Task.TRANSLATE)
            .withNetwork(
                Network.parse("seq2seq(embedding(4) gru(4); embedding(4) gru(4) attention)"))
            .withEpochs(1)
            .withThreads(1);
    Model good = new ModelTrainer(TableReader.read(file), options).run().model();
    Path model = folder.resolve("pairs.hebb");
    good.save(model);
    Source mutated =
        changing(
            new Mutator(random, CSV_WORDS),
            List.of(
                bytes(pairs.toString()),
                bytes(pairs.toString().replace('\t', ';')),
                bytes(pairs.toString().replace("No. 7", "")),
                Zips.gzip(bytes(pairs.toString()))));
    targets.add(
        new Target(
            "pairs",
            mutated,
            changed -> new ModelTrainer(TableReader.read(changed), options).plan(),
            DataException.class));
    targets.add(
        new Target(
            "pairs to translate",
            mutated,
            changed ->
                good.predict(
                    changed, ReadOptions.DEFAULTS, OutputStream.nullOutputStream(), new Unseen()),
            DataException.class));
    targets.add(
        new Target(
            "model of translations",
            packed(Files.readAllBytes(model)),
            changed -> Model.load(changed).translate(List.of("n 3", "n 12")),
            ModelException.class));
  }

  private Source csv() {
    List<byte[]> examples =
        List.of(
            bytes(BadInputCases.rows(12)),
            bytes("x1,x2,colour\n0.5,1.5,red\n-1,2e3,blue\n,NA,red\n1,2,blue\n3,4,red\n"),
            bytes("a;b;c\n1,5;yes;\"x;y\"\n2,5;no;\"a\"\"b\"\n3,5;yes;z\n"),
            bytes("a\tb\ty\r\n1\t2\t3.5\r\n4\t5\t6.5\r\n7\t\t8.5\r\n"),
            bytes("# of 2024\nsep=;\na;b;\"c,d\"\n1;2;\"u\\\"v\"\na;b;\"c,d\"\n3;4;w\n"),
            bytes("a,b,y\n(cm),(kg),\n1,2,3\n4,5,6\n7,8,9\n0,1,2\na,b,y\n3,4,5\n"),
            bytes("5.1|3.5|setosa\n4.9|3.0|setosa\n6.2|2.9|virginica\n6.0|3.1|virginica\n"),
            Zips.gzip(bytes(BadInputCases.rows(40))));
    return changing(new Mutator(random, CSV_WORDS), examples);
  }

  private Target idx() throws IOException {
    byte[] pictures = new byte[16 + 6 * 4];
    System.arraycopy(
        new byte[] {0, 0, 8, 3, 0, 0, 0, 6, 0, 0, 0, 2, 0, 0, 0, 2}, 0, pictures, 0, 16);
    byte[] labels = {0, 0, 8, 1, 0, 0, 0, 6, 0, 1, 2, 0, 1, 2};
    Path sound = folder.resolve("labels.idx");
    Files.write(sound, labels);
    Source source =
        changing(
            new Mutator(random), List.of(pictures, labels, Zips.gzip(pictures), Zips.gzip(labels)));
    return new Target(
        "idx",
        source,
        file -> {
          Images.isIdx(file);
          if (Files.size(file) % 2 == 0) {
            new ModelTrainer(Images.read(file, sound), options).plan();
          } else {
            Images.read(file, file);
          }
        },
        DataException.class);
  }

  private Target image() throws IOException {
    List<byte[]> examples = new ArrayList<>();
    for (String format : List.of("png", "jpeg", "gif", "bmp")) {
      var image = new BufferedImage(9, 7, BufferedImage.TYPE_3BYTE_BGR);
      image.setRGB(3, 3, 0x80ff40);
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      examples.add(bytes.toByteArray());
    }
    ImageFiles files = new ImageFiles(Folder.HERE, new ImageSize(8, 8, true));
    return new Target(
        "image",
        changing(new Mutator(random), examples),
        file -> files.read(file.toString()),
        FileException.class);
  }

  private Target sound() {
    List<byte[]> examples =
        List.of(Wav.of(8000, 1, 8, 100), Wav.of(44_100, 2, 24, 50), Wav.of(16_000, 1, 16, 400));
    SoundFiles files = new SoundFiles(Folder.HERE, 8000, 100);
    return new Target(
        "sound",
        changing(new Mutator(random), examples),
        file -> files.read(file.toString()),
        FileException.class);
  }

  private Target series() {
    Source source =
        changing(
            new Mutator(random, TS_WORDS),
            List.of(
                bytes("#a\n@classLabel true a b\n@data\n1,2,3:4,5,6:a\n2,3:3,4:b\n1,?:2,2:a\n"),
                bytes("@targetLabel true\n@data\n1,2,3,4,5,6,7,8,9:.5\n1,1,2,2,3,3,4,4,5:1.5\n")));
    return new Target(
        "series",
        source,
        file -> {
          Path named = Files.copy(file, file.resolveSibling("input.ts"), REPLACE_EXISTING);
          Table table = TableReader.read(named);
          new ModelTrainer(table, options.withTarget(table.columns().getLast())).plan();
        },
        DataException.class);
  }

  private Target config() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    List<String> args = List.of("train", "demo:moons");
    CommandLine line =
        Commands.line(new Session(nowhere, nowhere, false, Interrupt.never(), args), args);
    Source source =
        changing(
            new Mutator(random, TOML_WORDS),
            List.of(
                bytes("# a run\nhidden = [16, 8]\nlr = 0.01\nforce = true\ntarget = \"species\"\n"),
                bytes("out = 'a b.hebb'\nseed = 7\nignore = [\"id\", \"name\"]\nl2 = 1e-4\n")));
    return new Target(
        "config",
        source,
        file ->
            ConfigFile.expand(line, List.of("train", "demo:moons", "--config", file.toString())),
        UsageException.class);
  }

  private Source changing(Mutator mutator, List<byte[]> examples) {
    return () -> mutator.change(examples.get(random.nextInt(examples.size())));
  }

  /// Mostly sound zips of which an entry was changed, so that the checksums are right.
  private Source packed(byte[] file) {
    Map<String, byte[]> entries = Zips.entries(file);
    List<String> names = List.copyOf(entries.keySet());
    var mutator = new Mutator(random, JSON_WORDS);
    return () -> {
      if (random.nextInt(5) == 0) {
        return mutator.change(file);
      }
      var changed = new LinkedHashMap<>(entries);
      changed.compute(
          names.get(random.nextInt(names.size())),
          (name, bytes) -> mutator.change(bytes == null ? new byte[0] : bytes));
      return Zips.zip(changed);
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
