package hebb.data.kind;

/// A kind of which a network gets nothing.
public non-sealed interface SkippedKind extends Kind {}
