/// Kernels: every implementation gives the bits of the scalar ones, and these are as exact as they
/// say.
@NullMarked
package hebb.suite.kernel;

import org.jspecify.annotations.NullMarked;
