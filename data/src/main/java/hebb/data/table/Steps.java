package hebb.data.table;

import hebb.data.DataException;
import hebb.data.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Columns that are the steps of one series: `v1..v140` are those from one to another as they stand
/// in the file, `v*` all whose names begin so. Several channels stand between colons, as in
/// `x*:y*`.
///
/// @param channels the places of each channel's columns
public record Steps(List<List<Integer>> channels) {
  /// Copies the list.
  public Steps {
    channels = List.copyOf(channels);
  }

  /// The columns that a text stands for; nothing if it is of another form or a column is not there.
  public static Optional<Steps> of(List<String> columns, String text) {
    var channels = new ArrayList<List<Integer>>();
    for (String part : text.split(":", -1)) {
      List<Integer> places = channel(columns, part.strip());
      if (places.isEmpty()) {
        return Optional.empty();
      }
      channels.add(places);
    }
    return Optional.of(new Steps(channels));
  }

  /// The sentence for a text that stands for no columns: what of it is not there.
  public static String missing(String source, List<String> columns, String text) {
    for (String each : text.split(":", -1)) {
      String part = each.strip();
      if (channel(columns, part).isEmpty()) {
        if (part.endsWith("*")) {
          return source
              + ": expected columns that begin with "
              + DataException.quote(part.substring(0, part.length() - 1))
              + ", got none. Correct the name.";
        }
        int at = part.indexOf("..");
        if (at > 0) {
          String first = part.substring(0, at).strip();
          String last = part.substring(at + 2).strip();
          return Names.indexOf(columns, first) >= 0 && Names.indexOf(columns, last) >= 0
              ? source
                  + ": expected columns from one to a later one, got "
                  + DataException.quote(part)
                  + ", which stand the other way round. Say "
                  + last
                  + ".."
                  + first
                  + "."
              : Names.missing(source, Names.indexOf(columns, first) < 0 ? first : last, columns);
        }
      }
    }
    return Names.missing(source, text, columns);
  }

  /// Whether a text has the form of one that stands for several columns.
  public static boolean isForm(String text) {
    return text.endsWith("*") || text.indexOf("..") > 0;
  }

  private static List<Integer> channel(List<String> columns, String text) {
    if (text.endsWith("*")) {
      String prefix = Names.normal(text.substring(0, text.length() - 1));
      return IntStream.range(0, columns.size())
          .filter(i -> Names.normal(columns.get(i)).startsWith(prefix))
          .boxed()
          .toList();
    }
    for (int at = text.indexOf(".."); at > 0; at = text.indexOf("..", at + 1)) {
      int first = Names.indexOf(columns, text.substring(0, at).strip());
      int last = Names.indexOf(columns, text.substring(at + 2).strip());
      if (first >= 0 && last >= first) {
        return IntStream.rangeClosed(first, last).boxed().toList();
      }
    }
    return List.of();
  }

  /// The columns of these names, wherever they stand.
  ///
  /// @param source what the table is called in messages
  /// @param names those of each channel
  /// @throws DataException if one is not there
  public static Steps named(String source, List<String> columns, List<List<String>> names) {
    return new Steps(
        names.stream()
            .map(channel -> channel.stream().map(name -> place(source, columns, name)).toList())
            .toList());
  }

  private static int place(String source, List<String> columns, String name) {
    int place = Names.indexOf(columns, name);
    if (place < 0) {
      throw new DataException(Names.missing(source, name, columns));
    }
    return place;
  }

  /// The names of each channel's columns.
  public List<List<String>> names(List<String> columns) {
    return channels.stream().map(places -> places.stream().map(columns::get).toList()).toList();
  }

  /// All places.
  public List<Integer> places() {
    return channels.stream().flatMap(List::stream).toList();
  }

  /// The cells as one text of a series; empty if none has a value.
  ///
  /// @param cell the text of the cell at a place
  public String joined(IntFunction<String> cell) {
    String text =
        channels.stream()
            .map(places -> places.stream().map(cell::apply).collect(Collectors.joining("; ")))
            .collect(Collectors.joining(" : "));
    return text.matches("[; :]*") ? "" : text;
  }
}
