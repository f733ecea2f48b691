package hebb.model;

import hebb.tensor.Tensor;

/// A row that a model takes for another class.
///
/// @param row its place in the data, from 0
/// @param truth its class
/// @param predicted the class that it is taken for
/// @param probability that it is given
/// @param numbers what the network sees of it
public record Mistake(
    int row, String truth, String predicted, double probability, Tensor numbers) {}
