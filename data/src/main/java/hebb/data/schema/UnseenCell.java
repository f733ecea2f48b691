package hebb.data.schema;

import hebb.data.kind.Fit;

/// A cell that is not as those of the training part.
///
/// @param column its column
/// @param fit what it is
/// @param text the cell
public record UnseenCell(String column, Fit fit, String text) {}
