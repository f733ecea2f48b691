/// The steps of a program: what the executor walks, over memory whose places are known.
@NullMarked
package hebb.run.step;

import org.jspecify.annotations.NullMarked;
