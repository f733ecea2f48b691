/// Back ends beside the processor: what the seam promises is held to two of them.
@NullMarked
package hebb.suite.backend;

import org.jspecify.annotations.NullMarked;
