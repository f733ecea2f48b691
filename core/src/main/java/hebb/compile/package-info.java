/// From graph to program: simplify, fuse and plan.
@NullMarked
package hebb.compile;

import org.jspecify.annotations.NullMarked;
