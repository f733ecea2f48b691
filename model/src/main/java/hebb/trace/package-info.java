/// The forward and the backward pass of one row, number by number: [hebb.trace.Trace].
@NullMarked
package hebb.trace;

import org.jspecify.annotations.NullMarked;
