/// What runs a graph on the processor: the executor for compiled programs, and the reference in
/// double precision.
@NullMarked
package hebb.run;

import org.jspecify.annotations.NullMarked;
