package hebb.describe;

/// Two columns of which one tells the other.
///
/// @param measure `r`, Pearson's correlation, of numbers; `v`, Cramer's V without bias (Bergsma
///   2013), of categories and numbers of few values
/// @param value of it, from -1 to 1, of V from 0
public record Pair(String first, String second, String measure, double value) {}
