package hebb.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What people give by mistake, and worse.
///
/// @param name of the case
/// @param files by name, made before the command runs
/// @param command where `in` is the case's folder
/// @param code it must end with
/// @param words that its one sentence must hold
record BadInputCases(
    String name, Map<String, byte[]> files, String command, int code, List<String> words) {
  private static final String TRAIN = "train in/t.csv --target y --epochs 1 --out in/m.hebb";

  @Override
  public String toString() {
    return name;
  }

  /// All cases.
  ///
  /// @param model a sound model file of the columns `a`, `b` and the target `y`
  /// @param checkpoint of its training
  static List<BadInputCases> all(byte[] model, byte[] checkpoint) {
    List<BadInputCases> cases = new ArrayList<>();
    tables(cases);
    descriptions(cases);
    targets(cases);
    texts(cases);
    options(cases);
    places(cases);
    BadFileCases.predictions(cases, model);
    BadFileCases.models(cases, model);
    BadFileCases.images(cases);
    BadFileCases.series(cases);
    BadFileCases.seriesAndSounds(cases);
    BadFileCases.languages(cases, model);
    BadFileCases.translations(cases);
    BadFileCases.traces(cases, model);
    BadFileCases.imageFiles(cases);
    BadRunCases.runs(cases, model, checkpoint);
    return cases;
  }

  /// What `train` refuses, `describe` refuses in the same words.
  private static void descriptions(List<BadInputCases> cases) {
    String describe = "describe in/t.csv";
    String target = describe + " --target y";
    cases.add(of("describe nothing", Map.of(), describe, 1, "expected a file, got nothing"));
    cases.add(described("", describe, "got an empty file"));
    cases.add(described("a,b,y\n", describe, "got a header only"));
    cases.add(described("a,b,y\n1,2,u\n", describe, "expected at least 2 rows, got 1"));
    cases.add(described("y\nu\nv\nu\n", target, "expected at least 2 columns"));
    cases.add(described(rows(9), describe + " --target z", "expected a column 'z'"));
    cases.add(described(rows(9), describe + " --ignore z", "expected a column 'z'"));
    cases.add(described("a,y\n" + "1,u\n".repeat(9), target, "expected at least 2 classes"));
    cases.add(described(rows(9), target + " --test in/none.csv", "expected a file, got nothing"));
    for (String option : List.of("--lines", "--carry-state")) {
      cases.add(
          usage(describe + " " + option, option + ": expected --task language to go with it"));
    }
    cases.add(
        usage(target + " --window 3", "--horizon: expected how many steps ahead to forecast"));
    cases.add(
        usage(target + " --text a=bananas", "t.csv, column 'a', --text: expected chars, words"));
    cases.add(usage(describe + " --horizon 3", "--target: expected the column to predict"));
    cases.add(usage(describe + " --task translate", "--target: expected the column to predict"));
    cases.add(
        of(
            "describe bytes",
            Map.of("t.csv", new byte[] {1, 2, 0, 3, -1, 9}),
            describe,
            1,
            "t.csv"));
    cases.add(
        of(
            "describe a folder without classes",
            Map.of("a.wav", new byte[9]),
            "describe in",
            1,
            "expected a folder for each of at least 2 classes"));
  }

  private static BadInputCases usage(String command, String... words) {
    return of("describe: " + words[0], Map.of("t.csv", bytes(rows(9))), command, 2, words);
  }

  private static BadInputCases described(String text, String command, String... words) {
    return of("describe: " + words[0], Map.of("t.csv", bytes(text)), command, 1, words);
  }

  private static void tables(List<BadInputCases> cases) {
    cases.add(of("missing file", Map.of(), TRAIN, 1, "t.csv: expected a file, got nothing"));
    cases.add(of("folder", Map.of(), "train in --target y --out in/m.hebb", 1, "got a folder"));
    cases.add(table("empty file", "", "got an empty file"));
    cases.add(table("blank file", "\n \n\n", "t.csv", "expected"));
    cases.add(table("header only", "a,b,y\n", "got a header only"));
    cases.add(table("one row", "a,b,y\n1,2,u\n", "expected at least 2 rows, got 1"));
    cases.add(table("one column", "y\nu\nv\nu\n", "expected at least 2 columns"));
    cases.add(
        table("ragged row", rows(9) + "1,2\n", "row 10 (line 11)", "expected 3 cells", "got 2"));
    cases.add(table("row too long", rows(9) + "1,2,u,4\n", "row 10 (line 11)", "got 4"));
    cases.add(
        table("title above", "Report of sizes\n" + rows(9), "line 1: expected a line of 3 cells"));
    cases.add(table("footer", rows(9) + "(9 rows)\n", "row 10 (line 11)", "got 1: '(9 rows)'"));
    cases.add(table("ARFF", "@relation r\n@data\n1,2,u\n", "got an ARFF file"));
    cases.add(table("web page", "<!DOCTYPE html>\n<p>a,b,y</p>\n", "got a web page"));
    cases.add(table("JSON", "[{\"a\": 1, \"y\": \"u\"}]\n", "got a JSON file"));
    cases.add(table("cut by carets", rows(9).replace(',', '^'), "got 'a^b^y'", "--delimiter '^'"));
    cases.add(
        of(
            "another delimiter",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --delimiter ;",
            1,
            "expected columns with 'y' among them, got 'a,b,y'",
            "another --delimiter"));
    cases.add(
        table(
            "delimiters at the ends of rows",
            "a,b,y\n" + "1,2,u,\n3,4,v,\n".repeat(9),
            "line 1: expected a line of 4 cells",
            "add one to it, or take theirs away"));
    cases.add(table("same name twice", rows(9).replace("a,b", "a,a"), "'a' as columns 1 and 2"));
    cases.add(
        table(
            "nothing but the target differs",
            "a,y\n" + "1,u\n1,v\n".repeat(9),
            "a (the same value"));
    cases.add(
        of(
            "text in a numeric column",
            Map.of("t.csv", bytes("a,b,y\n" + "1,oops,u\n2,what,v\n3,0,u\n".repeat(9))),
            TRAIN + " --numeric b",
            1,
            "column 'b': expected a column that can be numeric as --numeric says, got cells such as 'oops'"));
    cases.add(
        of(
            "no date",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --date b",
            1,
            "column 'b': expected a column that can be date as --date says"));
    cases.add(
        of(
            "a date format that fits no cell",
            Map.of("t.csv", bytes("a,b,y\n" + "1,2024-01-31,u\n2,2024-02-29,v\n".repeat(9))),
            TRAIN + " --date b=dd.MM.yyyy",
            1,
            "that can be date as --date b=dd.MM.yyyy says, got cells such as '2024-01-31'"));
    cases.add(
        of(
            "no date format",
            Map.of("t.csv", bytes("a,b,y\n" + "1,2024-01-31,u\n2,2024-02-29,v\n".repeat(9))),
            TRAIN + " --date b=yyyy-qq",
            2,
            "column 'b', --date: expected a format such as dd.MM.yyyy, got 'yyyy-qq'"));
    String weighted = "a,b,y\n" + "1,-2,u\n2,1,v\n3,1,u\n4,2,v\n".repeat(9);
    cases.add(
        of(
            "negative weights",
            Map.of("t.csv", bytes(weighted)),
            TRAIN + " --weight-column b",
            1,
            "row 1, column 'b': expected a weight, a number of 0 or more, got '-2'"));
    cases.add(
        of(
            "weights that are all 0",
            Map.of("t.csv", bytes(weighted.replaceAll(",-?[12],", ",0,"))),
            TRAIN + " --weight-column b",
            1,
            "column 'b': expected weights that are not all 0"));
    cases.add(
        of(
            "a class weight of no class",
            Map.of("t.csv", bytes(weighted)),
            TRAIN + " --class-weight w=2",
            2,
            "class weight: expected classes of the target, u, v, got 'w'"));
    cases.add(
        of(
            "a negative class weight",
            Map.of("t.csv", bytes(weighted)),
            TRAIN + " --class-weight u=-2",
            2,
            "--class-weight: expected a factor of 0 or more for 'u', got -2.0"));
    cases.add(
        of(
            "targets that do not go together",
            Map.of("t.csv", bytes("a,b,y\n" + "1,.5,u\n2,.25,v\n3,1.5,u\n4,2,v\n".repeat(9))),
            TRAIN.replace("--target y", "--target y,b"),
            1,
            "column 'b': expected several targets to be all quantities or all of two classes, got a quantity beside 2 classes"));
    cases.add(
        of(
            "no yes and no",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --boolean a",
            1,
            "that can be boolean as --boolean says"));
    cases.add(
        of(
            "words for missing that leave nothing",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --missing u,v",
            1,
            "column 'y': expected a target with values, got none in any row"));
    cases.add(
        of(
            "empty words for missing",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --missing ,",
            2,
            "--missing: expected words, none or auto"));
    cases.add(
        of(
            "no such decimal",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --decimal ;",
            2,
            "--decimal: expected one of auto, ., ,, got ';'"));
    cases.add(
        of(
            "a measure of another task",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --monitor rmse",
            2,
            "monitor: expected a measure of 2 classes, such as roc_auc, got rmse"));
    cases.add(
        of(
            "no such measure",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --monitor acuracy",
            2,
            "--monitor",
            "Did you mean accuracy?"));
    cases.add(
        of(
            "a quote that is not closed",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --ignore \"a",
            2,
            "--ignore: expected names in which each double quote is closed"));
    cases.add(
        of(
            "numbers and more in the target",
            Map.of("t.csv", bytes("a,y\n" + numbersAndMore())),
            TRAIN,
            1,
            "row 3, column 'y': expected a number, as most cells of the target are, got 'n.d.' (and"
                + " 30 such cells in all)",
            "--task classification"));
    cases.add(
        table(
            "10 MB cell",
            rows(9) + "1," + "x".repeat(10_000_000) + ",u\n",
            "line 11, column 2",
            "at most 1000000 characters"));
    cases.add(
        of(
            "kinds that contradict",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --numeric a --categorical a",
            1,
            "got it as --numeric and as --categorical"));
    cases.add(
        of(
            "embedding without numbers",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --embed a=0",
            2,
            "--embed: expected a size from 1 to 4096, got '0'"));
    cases.add(
        of(
            "embedded target",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --embed y",
            1,
            "t.csv, column 'y': expected",
            "--embed"));
    textColumns(cases);
  }

  private static void textColumns(List<BadInputCases> cases) {
    String of = " --text a";
    cases.add(
        of(
            "tokens that are none",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --tokens letters",
            2,
            "--tokens: expected chars, words or bpe",
            "got 'letters'"));
    cases.add(
        of(
            "tokens of a column that are none",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + of + "=bpe=7",
            2,
            "t.csv, column 'a', --text: expected chars, words or bpe",
            "got 'bpe=7'"));
    cases.add(
        of(
            "text as target",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --text y",
            1,
            "t.csv, column 'y': expected",
            "--text"));
    cases.add(
        of(
            "texts all empty",
            Map.of("t.csv", bytes("a,y\n" + " ,u\n,v\n".repeat(30))),
            TRAIN + of,
            1,
            "expected a column to learn from besides the target",
            "a ("));
    cases.add(
        of(
            "texts all alike",
            Map.of("t.csv", bytes("a,y\n" + "so good it is,u\nso good it is,v\n".repeat(30))),
            TRAIN + of,
            1,
            "expected a column to learn from besides the target",
            "a (the same value in every row)"));
    cases.add(
        of(
            "a text of 10 MB",
            Map.of(
                "t.csv",
                bytes("a,y\n" + "word ".repeat(2_000_000) + ",u\n" + rows(9).substring(6))),
            TRAIN + of,
            1,
            "line 2, column 1",
            "at most 1000000 characters"));
  }

  /// 90 rows of which a third has no number in the target.
  private static String numbersAndMore() {
    return IntStream.range(0, 90)
        .mapToObj(i -> i % 7 + "," + (i % 3 == 2 ? "n.d." : i + ".5") + "\n")
        .collect(Collectors.joining());
  }

  private static void targets(List<BadInputCases> cases) {
    cases.add(
        of(
            "target not there",
            Map.of("t.csv", bytes(rows(9).replace(",y", ",species"))),
            "train in/t.csv --target specis --out in/m.hebb",
            1,
            "Did you mean 'species'? Columns: a, b, species"));
    cases.add(
        of(
            "target number too high",
            Map.of("t.csv", bytes(rows(9))),
            "train in/t.csv --target 9 --out in/m.hebb",
            1,
            "a number from 1 to 3, got 9"));
    cases.add(
        of(
            "no target said",
            Map.of("t.csv", bytes(rows(9))),
            "train in/t.csv --out in/m.hebb",
            2,
            "--target: expected the column to predict"));
    cases.add(
        table(
            "one class",
            "a,y\n" + "1,u\n2,u\n".repeat(9),
            "column 'y': expected at least 2 classes, got only 'u'"));
    cases.add(
        table("target without values", "a,y\n" + "1,\n2,?\n".repeat(9), "got none in any row"));
    cases.add(
        table(
            "100,000 classes",
            "a,y\n"
                + IntStream.range(0, 200_000)
                    .mapToObj(i -> i % 7 + ",k" + i % 100_000 + "\n")
                    .collect(Collectors.joining()),
            "expected at most 1000 classes, got 100000"));
    cases.add(
        of(
            "text as a quantity",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --task regression",
            1,
            "row 1, column 'y'",
            "got 'u'"));
    cases.add(
        of(
            "target ignored",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --ignore y",
            1,
            "got one in --ignore"));
    cases.add(
        of(
            "everything ignored",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --ignore a,b",
            1,
            "a (--ignore), b (--ignore)"));
    cases.add(
        of(
            "ignored column not there",
            Map.of("t.csv", bytes(rows(9))),
            TRAIN + " --ignore zzz",
            1,
            "expected a column 'zzz'"));
  }

  private static void texts(List<BadInputCases> cases) {
    cases.add(table("unclosed quote", rows(9) + "1,\"2,u\n3,4,v\n", "line 11", "never closed"));
    cases.add(table("text after a quote", rows(9) + "1,\"2\"x,u\n", "line 11"));
    cases.add(table("NUL byte", rows(9) + "1,\0,u\n", "line 11: expected text, got a NUL byte"));
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    cases.add(of("binary data", Map.of("t.csv", noise), TRAIN, 1, "t.csv, line"));
    cases.add(
        of(
            "Latin-1",
            Map.of("t.csv", (rows(9) + "1,2,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1)),
            TRAIN,
            1,
            "line 11, byte ",
            "expected UTF-8"));
    for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      cases.add(
          of(
              charset,
              Map.of("t.csv", rows(9).getBytes(Charset.forName(charset))),
              TRAIN,
              1,
              "UTF-16"));
    }
    byte[] packed = Zips.gzip(bytes(rows(2000)));
    cases.add(
        of(
            "gzip cut off",
            Map.of("t.csv", Arrays.copyOf(packed, packed.length / 2)),
            TRAIN,
            1,
            "expected a whole gzip file"));
    byte[] damaged = packed.clone();
    damaged[packed.length / 2] ^= 64;
    damaged[packed.length / 2 + 7] ^= 64;
    cases.add(of("gzip damaged", Map.of("t.csv", damaged), TRAIN, 1, "t.csv"));
  }

  private static void options(List<BadInputCases> cases) {
    for (String[] row :
        new String[][] {
          {"--hidden 0", "--hidden: expected layers of 1 to 1000000 units, got 0"},
          {"--hidden -3", "got -3"},
          {"--accumulate 0", "--accumulate: expected 1 or more, got 0"},
          {"--l1 -1", "--l1: expected a number of 0 or more, got -1.0"},
          {"--lr-of hidden1", "--lr-of: expected paths with numbers such as", "got 'hidden1'"},
          {"--lr-of hidden1=x", "got 'hidden1=x'"},
          {"--lr-of hidden1=-1", "--lr-of: expected a number of 0 or more, got -1.0"},
          {"--optimizer lbfgs --batch-size 8", "expected all rows, as lbfgs needs them, got 8"},
          {"--optimizer lbfgs --dropout .5", "lbfgs: expected a network without noise"},
          {"--hidden x", "got 'x'"},
          {"--hidden 64,,32", "got '64,,32'"},
          {"--hidden 1000000000", "got 1000000000"},
          {"--hidden 99999999999", "got '99999999999'"},
          {
            "--hidden 1000000,1000000",
            "hidden2: expected a weight of at most 2147483647 numbers",
            "got [1000000, 1000000]"
          },
          {
            "--hidden 1000,1000000",
            "hidden2/weight: expected a network of at most",
            "parameters, for which there is memory"
          },
          {"--network", "--network: expected a value, got none"},
          {"--ignore x1 --ignore x2", "--ignore: expected it once, got it twice", "by commas"},
          {"--seed=1 --seed 2", "--seed: expected it once, got it twice. Say it once."},
          {
            "--network dens(4)",
            "--network, at character 1: expected one of dense",
            "Did you mean dense?"
          },
          {"--network dense(4)dropout(2)", "at character 9: dropout: rate: expected", "got 2.0"},
          {"--network dense(4", "at character 8: expected , or ) after the (", "got the end"},
          {
            "--network conv(5)",
            "--network, at character 1: conv: expected images [batch, height, width, channels]",
            "got [1, 2]"
          },
          {"--network embedding(4,2)", "embedding1", "expected indices"},
          {"--network dense(4) --hidden 4", "--network: expected it alone, got --hidden too"},
          {"--network repeat(9999,repeat(9999,relu))", "expected at most 10000 layers"},
          {"--activation rleu", "expected one of", "Did you mean relu?"},
          {"--activation leaky_relu(slope=1)", "negative_slope"},
          {"--optimizer adma", "Did you mean adam?"},
          {
            "--optimizer adam(beta1=2)",
            "--optimizer, beta1: expected a number of 0 or more and below 1"
          },
          {"--init he_norml", "Did you mean he_normal?"},
          {"--schedule cosin", "Did you mean cosine?"},
          {"--loss mse", "expected one of half_squared_error"},
          {"--loss huber", "expected one for 2 classes, such as binary_cross_entropy"},
          {"--lr 0", "--lr: expected a number above 0, got 0"},
          {"--lr -1", "got -1"},
          {"--lr NaN", "got NaN"},
          {"--lr Infinity", "--lr: expected"},
          {"--lr fast", "--lr: expected a number, got 'fast'"},
          {"--batch-size 0", "--batch-size: expected a whole number from 1 or full"},
          {"--batch-size half", "got 'half'"},
          {"--epochs 0", "--epochs: expected 1 or more"},
          {"--epochs 9999999999", "--epochs: expected a whole number"},
          {"--patience 0", "--patience: expected"},
          {"--dropout 1", "--dropout: expected"},
          {"--dropout NaN", "--dropout: expected"},
          {"--l2 -1", "--l2: expected"},
          {"--clip-norm 0", "--clip-norm: expected"},
          {"--ema-decay 1", "--ema-decay: expected"},
          {"--weight-decay 0.1 --optimizer sgd", "--weight-decay: expected the optimizer adam"},
          {"--threads 0", "--threads: expected"},
          {"--threads 1000000", "--threads: expected 1 to 1024, got 1000000"},
          {"--validation-split 1", "--validation-split: expected"},
          {"--validation-split -0.1", "--validation-split: expected"},
          {"--validation-split 0.6 --test-split 0.6", "add up to less than 1"},
          {"--task guess", "--task: expected one of auto, classification, regression"},
          {"--header perhaps", "--header: expected one of auto, yes, no"},
          {"--delimiter ab", "--delimiter: expected one character other than", "got 'ab'"},
          {"--delimiter \"", "--delimiter: expected one character other than a quote"},
          {"--delimiter=", "--delimiter: expected one character", "got ''"},
          {"--labels", "--labels: expected a value, got none"},
          {"--foo 1", "--foo: expected an option that exists"},
        }) {
      String[] words = Arrays.copyOfRange(row, 1, row.length);
      cases.add(of(row[0], Map.of("t.csv", bytes(rows(60))), TRAIN + " " + row[0], 2, words));
    }
    cases.add(
        of(
            "splits that leave nothing",
            Map.of("t.csv", bytes(rows(3))),
            TRAIN + " --validation-split 0.5 --test-split 0.4",
            1,
            "split: expected enough rows for each part"));
    cases.add(
        of(
            "config of something else",
            Map.of("t.csv", bytes(rows(9)), "c.toml", new byte[] {0, 1, 2, (byte) 255}),
            TRAIN + " --config in/c.toml",
            2,
            "c.toml",
            "expected TOML"));
    cases.add(
        of(
            "config with an unknown key",
            Map.of("t.csv", bytes(rows(9)), "c.toml", bytes("hiden = 3\n")),
            TRAIN + " --config in/c.toml",
            2,
            "Did you mean 'hidden'?"));
    cases.add(
        of(
            "config with a wrong value",
            Map.of("t.csv", bytes(rows(9)), "c.toml", bytes("lr = 'x'\n")),
            TRAIN + " --config in/c.toml",
            2,
            "--lr: expected a number, got 'x'"));
  }

  private static void places(List<BadInputCases> cases) {
    byte[] data = bytes(rows(60));
    cases.add(
        of(
            "out in a missing folder",
            Map.of("t.csv", data),
            "train in/t.csv --target y --out in/no/m.hebb",
            1,
            "expected a folder that exists"));
    cases.add(
        of(
            "out where nobody may write",
            Map.of("t.csv", data),
            "train in/t.csv --target y --out /proc/m.hebb",
            1,
            "/proc/m.hebb: expected a folder that"));
    cases.add(
        of(
            "out onto the input",
            Map.of("t.csv", data),
            "train in/t.csv --target y --force --out in/t.csv",
            1,
            "expected another file than the data itself"));
    cases.add(
        of(
            "out onto the test rows",
            Map.of("t.csv", data, "s.csv", data),
            "train in/t.csv --test in/s.csv --target y --force --out in/s.csv",
            1,
            "expected another file than the data itself"));
    cases.add(
        of(
            "epoch log onto the input",
            Map.of("m.log.jsonl", data),
            "train in/m.log.jsonl --target y --out in/m.hebb",
            1,
            "m.log.jsonl: expected another file than the data itself"));
    cases.add(
        of(
            "out is there",
            Map.of("t.csv", data, "m.hebb", bytes("precious")),
            TRAIN,
            1,
            "m.hebb: expected no file yet, got one. Replace it with --force"));
    cases.add(
        of(
            "a checkpoint is there",
            Map.of("t.csv", data, "m.hebb.checkpoint", bytes("precious")),
            TRAIN,
            1,
            "Go on with --resume, or begin anew with --force"));
    cases.add(
        of(
            "no checkpoint to go on from",
            Map.of("t.csv", data),
            TRAIN + " --resume",
            1,
            "m.hebb.checkpoint: expected the checkpoint of a training"));
    cases.add(
        of(
            "a checkpoint that is none",
            Map.of("t.csv", data, "m.hebb.checkpoint", bytes("precious")),
            TRAIN + " --resume",
            1,
            "m.hebb.checkpoint: expected a checkpoint, got something else"));
    cases.add(
        of(
            "demo that is not there",
            Map.of(),
            "train demo:flowr --out in/m.hebb",
            1,
            "Did you mean demo:flower?"));
  }

  static BadInputCases of(
      String name, Map<String, byte[]> files, String command, int code, String... words) {
    return new BadInputCases(name, files, once(command), code, List.of(words));
  }

  /// An option of a case takes the place of that of the usual command.
  private static String once(String command) {
    String once = command;
    for (String option : List.of("--target", "--epochs")) {
      boolean twice = once.indexOf(option) < once.lastIndexOf(option);
      once = twice ? once.replaceFirst(option + " [^ ]+ ", "") : once;
    }
    return once;
  }

  private static BadInputCases table(String name, String text, String... words) {
    return of(name, Map.of("t.csv", bytes(text)), TRAIN, 1, words);
  }

  /// Rows of two numbers and a class.
  static String rows(int count) {
    return "a,b,y\n"
        + IntStream.range(0, count)
            .mapToObj(i -> i * 37 % 11 + .5 + "," + i % 5 + (i % 2 == 0 ? ",u\n" : ",v\n"))
            .collect(Collectors.joining());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Makes the files.
  void write(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      Path place = folder.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.write(place, file.getValue());
    }
  }
}
