package hebb.data.schema;

/// One number that a network sees of a row.
///
/// @param name what it stands for: `age`, `age is missing`, `colour=red`
/// @param column the column it comes from
public record Feature(String name, String column) {}
