/// The processor as a back end: compiler, program and executor behind the seam.
@NullMarked
package hebb.cpu;

import org.jspecify.annotations.NullMarked;
