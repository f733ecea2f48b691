/// The loops that do the arithmetic, and the choice among their implementations. The scalar kernels
/// are the specification; every other implementation gives the same bits.
@NullMarked
package hebb.kernel;

import org.jspecify.annotations.NullMarked;
