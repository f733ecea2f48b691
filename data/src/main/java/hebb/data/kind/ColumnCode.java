package hebb.data.kind;

/// How one column becomes input of a network: what was learned of it from the training part. A
/// record of plain values (texts, numbers, lists of them), which a model stores by its components
/// under the kind's name.
///
/// What a column gives is said by the family of its code: [FeatureCode] for numbers that stand
/// beside those of other columns in one flat row. A kind whose encoding has a shape of its own,
/// such as the tokens of a text, is a family beside it, and an input of its own.
public sealed interface ColumnCode permits FeatureCode {
  /// The column's name.
  String column();
}
