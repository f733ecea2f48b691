/// Measurements of kernels, one by one, and of how time grows with the work.
@NullMarked
package hebb.bench;

import org.jspecify.annotations.NullMarked;
