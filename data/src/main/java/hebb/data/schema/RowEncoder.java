package hebb.data.schema;

import java.util.List;

/// Encodes the rows of one file, whose columns may stand in any order. Made by
/// [Encoder#rowEncoder]. Writing a row allocates nothing. For one thread, since it counts.
public final class RowEncoder {
  private final Encoder encoder;
  private final String source;
  private final List<Place> places;
  private final Unseen unseen;

  /// Where the text of a column is among a row's cells.
  interface Place {
    String of(List<String> fields);
  }

  RowEncoder(Encoder encoder, String source, List<Place> places, Unseen unseen) {
    this.unseen = unseen;
    this.encoder = encoder;
    this.source = source;
    this.places = places;
  }

  /// Writes the features of a row.
  ///
  /// @param fields the row's cells, one for each column of the file
  /// @param row the row's number, for messages
  /// @param out the features, `[width]`
  /// @throws DataException if a cell is refused
  public void encode(List<String> fields, long row, float[] out) {
    encoder.encodeFields(source, row, places, fields, out, unseen);
  }
}
