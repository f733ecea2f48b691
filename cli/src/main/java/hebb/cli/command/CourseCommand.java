package hebb.cli.command;

import hebb.cli.course.Course;
import hebb.cli.course.Findings;
import hebb.cli.course.LessonText;
import hebb.cli.course.Lessons;
import hebb.cli.option.ExitCode;
import hebb.cli.option.Language;
import hebb.cli.option.LanguageFlag;
import hebb.cli.option.UsageException;
import hebb.cli.output.JsonText;
import hebb.cli.output.Progress;
import hebb.cli.output.Session;
import hebb.cli.plot.Picture;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb course`: the lessons of a course on neural networks.
@Command(
    name = "course",
    description = {
      "Trains what a lesson of a course on neural networks is about, in seconds, on rows made by seed,",
      "and explains it: formulas, what was found, what to try next. Without a name it lists the lessons.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb course planar -o planar.png",
      "  ./hebb course optimisers --lang zh",
    })
public final class CourseCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "A lesson: ${COMPLETION-CANDIDATES}.")
  private @Nullable String name;

  @Mixin private final LanguageFlag lang = new LanguageFlag();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Draw it, whole or not at all: a name that ends in .png or .svg.")
  private @Nullable Path out;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "The course's own data and first weights, whose published costs then stand beside those"
              + " that are reached.")
  private @Nullable Path data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of rows, first weights and order (42).")
  private long seed = DataSource.DEMO_SEED;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  public CourseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Language language = lang.language();
    if (name == null) {
      list(language);
      return ExitCode.DONE;
    }
    Path file = out;
    Picture.Format format = file == null ? Picture.Format.SVG : PictureFile.format(file);
    Course course = new Course(seed, Optional.ofNullable(data), this::progress);
    Findings findings = Lessons.run(name, course);
    if (file != null) {
      PictureFile.write(findings.picture(), format, file);
    }
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("lesson", name);
      object.put("seed", seed);
      object.putAll(findings.json());
      session.out().println(JsonText.of(object));
    } else {
      new LessonText(name, language).lines(findings).forEach(session.out()::println);
      if (file != null) {
        session.out().println("-> " + file);
      }
    }
    return ExitCode.DONE;
  }

  private void list(Language language) {
    if (out != null || data != null) {
      throw new UsageException(
          "course: expected the NAME of a lesson, got none. Name one of "
              + String.join(", ", Lessons.names())
              + ".");
    }
    if (json) {
      Map<String, String> titles = new LinkedHashMap<>();
      Lessons.names().forEach(lesson -> titles.put(lesson, title(lesson, language)));
      session.out().println(JsonText.of(Map.of("lessons", titles)));
      return;
    }
    int width = Lessons.names().stream().mapToInt(String::length).max().orElse(0);
    for (String lesson : Lessons.names()) {
      String blanks = " ".repeat(width - lesson.length() + 2);
      session.out().println("  " + lesson + blanks + title(lesson, language));
    }
  }

  private static String title(String lesson, Language language) {
    return new LessonText(lesson, language).title();
  }

  private TrainingListener progress() {
    return session.terminal() ? new Progress(session.err()) : new TrainingListener() {};
  }

  /// The lessons, for completion.
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Lessons.names().iterator();
    }
  }
}
