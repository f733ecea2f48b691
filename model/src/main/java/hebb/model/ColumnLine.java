package hebb.model;

/// A column of the data, to be read.
///
/// @param name its name
/// @param kind `numeric`, `categorical`, `boolean`, `skipped` or `target`
/// @param detail what it holds, or why it is skipped
/// @param missing how many rows have no value
public record ColumnLine(String name, String kind, String detail, int missing) {}
