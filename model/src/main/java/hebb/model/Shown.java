package hebb.model;

import hebb.tensor.Shape;

/// An image as a model sees it, to be drawn.
///
/// @param shape `[height, width, channels]`, 1 channel or 3
/// @param levels from 0 (black) to 1, row-major
public record Shown(Shape shape, float[] levels) {}
