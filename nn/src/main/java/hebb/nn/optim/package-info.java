/// Optimisers and learning-rate schedules: update rules over values.
@NullMarked
package hebb.nn.optim;

import org.jspecify.annotations.NullMarked;
