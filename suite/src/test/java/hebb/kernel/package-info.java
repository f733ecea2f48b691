/// Tests of what the package keeps to itself.
@NullMarked
package hebb.kernel;

import org.jspecify.annotations.NullMarked;
