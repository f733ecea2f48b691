package hebb.cli;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows that do not fit a model, model files that are not sound, and images with lying headers.
final class BadFileCases {
  private static final String MODEL = "model.hebb";
  private static final String PREDICT = "predict in/model.hebb in/t.csv";
  private static final String IMAGES =
      "train in/i.idx --labels in/l.idx --epochs 1 --out in/m.hebb";

  private BadFileCases() {}

  static void predictions(List<BadInputCases> cases, byte[] model) {
    for (String[] row :
        new String[][] {
          {"column missing", "a\n1\n2\n", "expected a column 'b', got none of that name"},
          {"column renamed", "a,bb\n1,2\n3,4\n", "expected a column 'b'", "Did you mean 'bb'?"},
          {"prediction twice", "a,b,prediction\n1,2,3\n", "a column 'prediction'"},
          {"ragged row to predict", "a,b\n1,2\n3\n", "row 2 (line 3): expected 2 cells"},
          {"nothing to predict", "", "got an empty file"},
        }) {
      String[] words = Arrays.copyOfRange(row, 2, row.length);
      Map<String, byte[]> files = Map.of(MODEL, model, "t.csv", BadInputCases.bytes(row[1]));
      cases.add(BadInputCases.of(row[0], files, PREDICT + " -o in/p.csv", 1, words));
    }
    for (String[] row :
        new String[][] {
          {"column retyped", "a,b\n1,2\n3,red\n", "row 2, column 'b': expected", "got 'red'"},
          {"infinity to predict", "a,b\n1,2\n3,inf\n", "row 2, column 'b'", "got 'inf'"},
        }) {
      String[] words = Arrays.copyOfRange(row, 2, row.length);
      Map<String, byte[]> files = Map.of(MODEL, model, "t.csv", BadInputCases.bytes(row[1]));
      cases.add(BadInputCases.of(row[0], files, PREDICT + " --strict -o in/p.csv", 1, words));
      cases.add(
          BadInputCases.of(
              row[0] + ", range", files, PREDICT + " --strict=range -o in/p.csv", 1, words));
    }
    Map<String, byte[]> files =
        Map.of(MODEL, model, "t.csv", BadInputCases.bytes("a,b\n1,2\n1,2e9\n"));
    cases.add(
        BadInputCases.of(
            "beyond the range",
            files,
            PREDICT + " --strict=range -o in/p.csv",
            1,
            "row 2, column 'b': expected a number near the training range"));
    cases.add(
        BadInputCases.of(
            "no such strictness",
            files,
            PREDICT + " --strict=very -o in/p.csv",
            2,
            "--strict: expected one of cells, range, got 'very'"));
    cases.add(
        BadInputCases.of(
            "a report onto the model",
            files,
            PREDICT + " --report in/model.hebb",
            1,
            "than one that is read"));
    files = Map.of(MODEL, model, "t.csv", BadInputCases.bytes("a,b,y\n1,2,w\n"));
    cases.add(
        BadInputCases.of(
            "class not known",
            files,
            "evaluate in/model.hebb in/t.csv --strict",
            1,
            "row 1, column 'y': expected one of the classes u, v, got 'w'"));
    cases.add(
        BadInputCases.of(
            "two outputs to one file",
            files,
            PREDICT + " -o in/p.csv --report in/p.csv",
            2,
            "--report: expected another file than --out"));
    cases.add(
        BadInputCases.of(
            "a report nowhere",
            files,
            PREDICT + " -o in/p.csv --report in/no/r.json",
            1,
            "r.json: expected a folder that exists"));
    files = Map.of(MODEL, model, "t.csv", BadInputCases.bytes("a,b\n1,2\n"));
    cases.add(
        BadInputCases.of(
            "nothing to compare", files, "evaluate in/model.hebb in/t.csv", 1, "column 'y'"));
    cases.add(
        BadInputCases.of(
            "predict onto the data", files, PREDICT + " -o in/t.csv", 1, "than one that is read"));
    cases.add(
        BadInputCases.of(
            "predict onto the model",
            files,
            PREDICT + " -o in/model.hebb",
            1,
            "than one that is read"));
    cases.add(
        BadInputCases.of(
            "predict nowhere",
            files,
            PREDICT + " -o in/no/p.csv",
            1,
            "its folder does not exist. Nothing was changed; make the folder or name another"));
    cases.add(
        BadInputCases.of(
            "a text for a model of columns",
            files,
            "predict in/model.hebb --text hello",
            1,
            "--text: expected a model of texts, got one of the columns 'a' (numeric), 'b' (numeric)"));
  }

  static void models(List<BadInputCases> cases, byte[] model) {
    cases.add(model("model cut off", Arrays.copyOf(model, model.length * 2 / 3), "model.hebb"));
    cases.add(model("model empty", new byte[0], "expected a model file"));
    cases.add(
        model(
            "model is a table",
            BadInputCases.bytes(BadInputCases.rows(9)),
            "expected a model file, got something else"));
    cases.add(
        model(
            "model of the future",
            changed(model, json -> json.replace("\"format\" : 2", "\"format\" : 99")),
            "format 99",
            "newer hebb"));
    cases.add(
        model(
            "model with another layer",
            changed(model, json -> json.replace("\"units\" : 3", "\"units\" : 4")),
            "weights hidden1/weight[2, 4] as the network asks for"));
    cases.add(
        model(
            "model that is no JSON",
            changed(model, json -> json.replace("{", "[")),
            "a sound model.json"));
    Map<String, byte[]> entries = Zips.entries(model);
    byte[] weights = entries.getOrDefault("weights.safetensors", new byte[0]).clone();
    Arrays.fill(weights, weights.length - 4, weights.length, (byte) 0xff);
    cases.add(
        model(
            "weights not finite",
            Zips.zip(with(entries, "weights.safetensors", weights)),
            "finite weights",
            "got NaN"));
    cases.add(
        model(
            "weights cut off",
            Zips.zip(with(entries, "weights.safetensors", Arrays.copyOf(weights, 40))),
            "weights.safetensors: damaged"));
    cases.add(
        model(
            "name outside",
            Zips.zip(with(entries, "../../evil", new byte[9])),
            "'../../evil' too"));
    cases.add(
        model(
            "bomb",
            Zips.zip(with(entries, "model.json", new byte[100_000_000])),
            "expected at most"));
  }

  /// Series that cannot be forecast.
  static void traces(List<BadInputCases> cases, byte[] model) {
    String trace = "trace in/model.hebb --data in/t.csv --row ";
    for (String[] row :
        new String[][] {
          {"no such row to trace", "a,b\n1,2\n", "3", "--row: expected 1 to 1, the rows of "},
          {"trace without a column", "a\n1\n2\n", "1", "expected a column 'b', got none"},
          {"trace of an empty file", "", "1", "got an empty file"},
          {"trace to a folder that is not there", "a,b\n1,2\n", "1 -o in/no/t.html", "no/t.html"},
        }) {
      Map<String, byte[]> files = Map.of(MODEL, model, "t.csv", BadInputCases.bytes(row[1]));
      cases.add(BadInputCases.of(row[0], files, trace + row[2], 1, row[3]));
    }
  }

  static void translations(List<BadInputCases> cases) {
    String train = "train in/t.csv --target y --task translate --epochs 1 --out in/m.hebb";
    for (String[] row :
        new String[][] {
          {"pairs with an empty side", "x,y\na,\n,b\nc,\n", "got none of which both sides", ""},
          {"no source", "x,y\n1,a\n2,b\n", "one column of texts beside the target 'y'", ""},
          {"two sources", "x,z,y\na,b,c\nd,e,f\n", "Name it with --text", ""},
          {"a source that is ignored", "x,y\na,b\nc,d\n", "got none", " --ignore x"},
          {"one pair", "x,y\na,b\n", "t.csv: expected pairs of 2 or more sources", ""},
          {"two targets of a translation", "x,y\na,b\nc,d\n", "one target with", " --target x,y"},
          {"hidden layers of pairs", "x,y\na,b\nc,d\n", "got --hidden. Leave", " --hidden 8"},
          {"a weight of pairs", "x,y\na,b\nc,d\n", "got --weight-column too", " --weight-column x"},
        }) {
      Map<String, byte[]> files = Map.of("t.csv", BadInputCases.bytes(row[1]));
      int code = row[0].matches("(a weight|hidden).*") ? 2 : 1;
      cases.add(BadInputCases.of(row[0], files, train + row[3], code, row[2]));
    }
  }

  static void series(List<BadInputCases> cases) {
    String train = "train in/t.csv --target y --epochs 1 --out in/m.hebb --horizon 3";
    String rows = series(40);
    for (String[] row :
        new String[][] {
          {"a horizon longer than the data", rows, "in the training part", "00"},
          {"no row for training", rows, "that are left for training", " --test-split 40"},
          {"a time that comes twice", rows + day(39), "Keep one row of each time", " --time t"},
          {"times that fall", rows + day(3), "Sort the rows by that column", " --time t"},
          {"a row without a time", rows + ",3\n", "expected a time, got none", " --time t"},
          {"texts as times", rows.replace("2024", "week"), "expected times, dates", " --time t"},
          {"a text in a series", rows + "2024-02-20,oops\n", "row 41, column 'y': expected", ""},
          {
            "a series of texts",
            rows.replaceAll(",(\\d)", ",v$1"),
            "expected numbers to forecast",
            ""
          },
          {"a series of one value", rows.replaceAll(",\\d+", ",7"), "a target that varies", ""},
          {"a series of gaps", rows.replaceAll("(.[369]),\\d+", "$1,"), "a gap in each", ""},
          {"an infinite number", rows + "2024-02-20,inf\n", "row 41, column 'y': expected", ""},
          {"an option of texts for a forecast", rows, "got --tokens too", " --tokens chars"},
          {"an option of series for a forecast", rows, "got --series too", " --series y"},
          {"an option of no window", rows, "--window: expected a number of steps", " --window 0"},
        }) {
      Map<String, byte[]> files = Map.of("t.csv", BadInputCases.bytes(row[1]));
      int code = row[0].startsWith("an option") ? 2 : 1;
      cases.add(BadInputCases.of(row[0], files, train + row[3], code, row[2]));
    }
  }

  private static String series(int days) {
    return "t,y\n"
        + IntStream.range(0, days).mapToObj(BadFileCases::day).collect(Collectors.joining());
  }

  private static String day(int day) {
    return LocalDate.of(2024, 1, 1).plusDays(day) + "," + day * 7 % 10 + "\n";
  }

  /// Texts that no language is learned from, and models that write none.
  static void languages(List<BadInputCases> cases, byte[] model) {
    String train = "train in/t.txt --task language --epochs 1 --out in/m.hebb";
    String text = "to be or not to be\n".repeat(20);
    for (String[] row :
        new String[][] {
          {"an empty text", "", "1", "expected a text, got an empty file", ""},
          {"a text of blanks", " \n\n", "1", "got nothing but blanks", ""},
          {"a text shorter than a window", "to be", "1", "expected more than 128 characters", ""},
          {"a window longer than a text", text, "1", "a window, got 342", " --window 500"},
          {"a text of one line", "to be", "1", "expected 2 or more lines", " --lines"},
          {"a text of one character", "t", "1", "t.txt: expected more than 128", ""},
          {"hidden layers of a text", text, "2", "got --hidden. Leave it out", " --hidden 8"},
          {"a window too long", text, "2", "16 MB for each row and head", " --window 2000"},
          {"no text", "to\0be", "1", "got a NUL byte", ""},
          {
            "a window of one token", text, "2", "--window: expected 2 to 1024 tokens", " --window 1"
          },
          {"a window of no token", text, "2", "--window: expected 2 to 1024 tokens", " --window 0"},
          {"a target of a text", text, "2", "--target: expected none with --task", " --target a"},
          {"a loss of another task", text, "2", "token_cross_entropy, got huber", " --loss huber"},
          {"a measure of another task", text, "2", "got accuracy", " --monitor accuracy"},
          {
            "a network that sees what comes",
            text,
            "2",
            "Say causal=true",
            " --window 8 --network embedding(4)transformer(2)"
          },
        }) {
      Map<String, byte[]> files = Map.of("t.txt", BadInputCases.bytes(row[1]));
      int code = Integer.parseInt(row[2]);
      cases.add(BadInputCases.of(row[0], files, train + row[4], code, row[3]));
    }
    Map<String, byte[]> files =
        Map.of(MODEL, model, "t.csv", BadInputCases.bytes("a,b,y\n1,2,u\n"));
    cases.add(
        BadInputCases.of(
            "a model that writes nothing",
            files,
            "generate in/model.hebb",
            1,
            "model: expected one of a language, got one of classification"));
    cases.add(
        BadInputCases.of(
            "lines of a table",
            files,
            "train in/t.csv --target y --lines --out in/m.hebb",
            2,
            "--lines: expected --task language"));
  }

  static void images(List<BadInputCases> cases) {
    byte[] pictures = idx(new int[] {6, 2, 2}, 24);
    byte[] labels = idx(new int[] {6}, 6);
    cases.add(
        images(
            "header says more",
            idx(new int[] {7, 2, 2}, 24),
            labels,
            "expected 28 bytes after the header"));
    cases.add(
        images(
            "header says less",
            idx(new int[] {5, 2, 2}, 24),
            labels,
            "expected 20 bytes",
            "got more"));
    cases.add(
        images(
            "header says 2^62",
            idx(new int[] {1 << 30, 1 << 16, 1 << 16}, 24),
            labels,
            "expected at most"));
    cases.add(
        images(
            "header says no rows",
            idx(new int[] {0, 2, 2}, 0),
            labels,
            "expected dimensions from 1"));
    cases.add(images("header says -1", idx(new int[] {-1, 2, 2}, 24), labels, "got 4294967295"));
    cases.add(images("header cut off", Arrays.copyOf(pictures, 9), labels, "header", "cut off"));
    cases.add(images("another type", change(pictures, 2, 13), labels, "got type 13"));
    cases.add(
        images("no idx file", BadInputCases.bytes("hello there"), labels, "expected an idx file"));
    cases.add(
        images("too few labels", pictures, idx(new int[] {5}, 5), "expected 6 labels", "got 5"));
    cases.add(
        images("labels that are pictures", pictures, pictures, "expected labels in 1 dimension"));
    cases.add(images("pictures that are labels", labels, labels, "These may be the labels"));
    cases.add(
        images(
            "one class",
            pictures,
            new byte[] {0, 0, 8, 1, 0, 0, 0, 6, 1, 1, 1, 1, 1, 1},
            "at least 2 classes"));
    cases.add(
        BadInputCases.of(
            "a folder of images without labels",
            Map.of("train-images-idx3-ubyte", pictures, "labels", labels),
            "train in --out in/m.hebb",
            1,
            "expected one file of labels such as train-labels-idx1-ubyte, got none"));
    cases.add(
        BadInputCases.of(
            "a folder of too few labels",
            Map.of(
                "train-images-idx3-ubyte",
                pictures,
                "train-labels-idx1-ubyte",
                idx(new int[] {5}, 5)),
            "train in --out in/m.hebb",
            1,
            "expected 6 labels",
            "got 5"));
    cases.add(
        BadInputCases.of(
            "a folder of two sets of images",
            Map.of("a-train-images-idx3-ubyte", pictures, "b-train-images-idx3-ubyte", pictures),
            "train in --out in/m.hebb",
            1,
            "got a-train-images-idx3-ubyte and b-train-images-idx3-ubyte. Move one away"));
    cases.add(
        BadInputCases.of(
            "images without labels",
            Map.of("i.idx", pictures),
            "train in/i.idx --out in/m.hebb",
            2,
            "Add --labels FILE"));
  }

  /// Files that a table names, and that are no images.
  static void imageFiles(List<BadInputCases> cases) {
    byte[] png = new byte[64];
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, 0, png, 0, 4);
    byte[] large = change(change(png, 18, 78), 22, 78);
    byte[] cmyk = {-1, -40, -1, -64, 0, 20, 8, 0, 9, 0, 9, 4, 0, 0};
    String said = " --image photo --image-size 8";
    for (Object[] each :
        new Object[][] {
          {"images of no bytes", new byte[0], "column 'photo'", "'a.png', which is empty", said},
          {
            "images that are texts",
            BadInputCases.bytes("hello"),
            "column 'photo'",
            "which is no PNG, JPEG",
            said
          },
          {"images of 20,000 x 20,000", large, "photo", "is too large: 19968 x 19968 pixels", said},
          {"images in CMYK", cmyk, "photo", "which is in CMYK", said},
          {
            "images that are cut off",
            change(change(png, 19, 9), 23, 9),
            "got none: a.png",
            "cut off",
            said
          },
          {"a size that is none", png, "--image-size: expected", "got '8y'", " --image-size 8y"},
          {"a step that is none", png, "--augment: expected", "got 'flop'", " --augment flop"},
          {"a step that goes too far", png, "--augment: expected", "zoom", " --augment zoom(2)"},
          {
            "no images to augment",
            png,
            "to augment",
            "without any",
            " --ignore photo --augment light"
          },
        }) {
      byte[] file = (byte[]) each[1];
      String table = "photo,b,y\na.png,1,u\nb.png,2,v\na.png,3,u\nb.png,4,v\n";
      String option = String.valueOf(each[4]);
      boolean usage = String.valueOf(each[2]).startsWith("--");
      cases.add(
          BadInputCases.of(
              String.valueOf(each[0]),
              Map.of("t.csv", BadInputCases.bytes(table), "a.png", file, "b.png", file),
              "train in/t.csv --target y --epochs 1 --out in/m.hebb" + option,
              usage ? 2 : 1,
              String.valueOf(each[2]),
              String.valueOf(each[3])));
    }
  }

  /// Series, and sounds that a table names.
  static void seriesAndSounds(List<BadInputCases> cases) {
    String rows = "s,y\n1 2 3,u\n4 5 6,v\n7 8 9,u\n1 1 1,v\n";
    for (String[] each :
        new String[][] {
          {
            "series of words",
            rows.replaceAll("(\\d) \\d \\d", "a$1 b"),
            " --series s",
            "such as 'a1 b'"
          },
          {"series of gaps", rows.replace(" ", " ? "), " --series s", "such as '1 ? 2 ? 3'"},
          {"a length that is none", rows, " --series s=0", "the most steps, 1 to 1000000, got '0'"},
          {"steps that are not there", rows, " --series a..b", "a column 'a', got none"},
          {"steps that are the target", rows, " --series s..y", "a step of one series only"},
          {"a last step that is not there", rows, " --series s..b", "a column 'b', got none"},
          {"steps backwards", rows, " --series y..s", "the other way round. Say s..y."},
          {"channels of unlike length", rows, " --series s..y:s*", "got 2 and 1 in 's..y:s*'"},
          {"a prefix of no column", rows, " --series z*", "columns that begin with 'z', got none"}
        }) {
      cases.add(
          BadInputCases.of(
              each[0],
              Map.of("t.csv", BadInputCases.bytes(each[1])),
              "train in/t.csv --target y --epochs 1 --out in/m.hebb" + each[2],
              each[2].endsWith("=0") ? 2 : 1,
              "t.csv",
              each[3]));
    }
    for (String[] each :
        new String[][] {
          {"no line @data", "1,2,3:a\n", "line 1: expected a line of the header"},
          {"time stamps", "@timeStamps true\n@data\n(0,1):a\n", "without time stamps"},
          {"no class", "@data\n1,2,3\n2,3,4\n", "series with a class each"},
          {"a row without a class", "@classLabel true a\n@data\n1,2\n", "behind a colon its class"},
          {"no rows", "@classLabel true a\n@data\n", "expected rows of series"}
        }) {
      cases.add(
          BadInputCases.of(
              "a file of series of " + each[0],
              Map.of("t.ts", BadInputCases.bytes(each[1])),
              "train in/t.ts --epochs 1 --out in/m.hebb",
              1,
              "t.ts",
              each[2]));
    }
    sounds(cases);
  }

  private static void sounds(List<BadInputCases> cases) {
    byte[] sound = Wav.of(8000, 1, 16, 100);
    byte[] slow = change(change(sound, 24, 100), 25, 0);
    for (Object[] each :
        new Object[][] {
          {"of no bytes", new byte[0], "'a.wav', which is empty", ""},
          {"that are texts", BadInputCases.bytes("hello"), "'a.wav', which is no WAV", ""},
          {"of zero length", Wav.of(8000, 1, 16, 0), "which has no samples", ""},
          {"that are cut off", Arrays.copyOf(sound, 100), "which is cut off", ""},
          {"in another form", change(sound, 20, 85), "in a form that is not read", ""},
          {"of 100 samples a second", slow, "which has 100 samples a second", ""},
          {"of no seconds", sound, "the most seconds of a sound that count", "=0"}
        }) {
      byte[] file = (byte[]) each[1];
      String table = "noise,b,y\na.wav,1,u\nb.wav,2,v\na.wav,3,u\nb.wav,4,v\n";
      cases.add(
          BadInputCases.of(
              "sounds " + each[0],
              Map.of("t.csv", BadInputCases.bytes(table), "a.wav", file, "b.wav", file),
              "train in/t.csv --target y --epochs 1 --out in/m.hebb --sound noise" + each[3],
              each[3].equals("=0") ? 2 : 1,
              "column 'noise'",
              String.valueOf(each[2])));
    }
    cases.add(
        BadInputCases.of(
            "sounds without classes",
            Map.of("1.wav", sound, "2.wav", sound),
            "train in --epochs 1 --out in/m.hebb",
            1,
            "a folder for each of at least 2 classes",
            "got sounds without such folders"));
  }

  private static BadInputCases model(String name, byte[] file, String... words) {
    return BadInputCases.of(
        name,
        Map.of(MODEL, file, "t.csv", BadInputCases.bytes("a,b\n1,2\n")),
        PREDICT + " -o in/p.csv",
        1,
        words);
  }

  private static BadInputCases images(
      String name, byte[] pictures, byte[] labels, String... words) {
    return BadInputCases.of(name, Map.of("i.idx", pictures, "l.idx", labels), IMAGES, 1, words);
  }

  private static byte[] change(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] idx(int[] dims, int size) {
    byte[] bytes = new byte[4 + 4 * dims.length + size];
    bytes[2] = 8;
    bytes[3] = (byte) dims.length;
    for (int i = 0; i < 4 * dims.length; i++) {
      bytes[4 + i] = (byte) (dims[i / 4] >>> (24 - 8 * (i % 4)));
    }
    for (int i = 0; i < size; i++) {
      bytes[4 + 4 * dims.length + i] = (byte) (i % 3);
    }
    return bytes;
  }

  private static byte[] changed(byte[] model, UnaryOperator<String> change) {
    Map<String, byte[]> entries = Zips.entries(model);
    String json =
        new String(entries.getOrDefault("model.json", new byte[0]), StandardCharsets.UTF_8);
    return Zips.zip(with(entries, "model.json", BadInputCases.bytes(change.apply(json))));
  }

  private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, byte[] bytes) {
    var changed = new LinkedHashMap<>(entries);
    changed.put(name, bytes);
    return changed;
  }
}
