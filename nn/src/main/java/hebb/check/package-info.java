/// Gradient check: analytic gradients against finite differences, for users too.
@NullMarked
package hebb.check;

import org.jspecify.annotations.NullMarked;
