/// The training loop: trainer, listeners, early stopping, checkpoints.
@NullMarked
package hebb.train;

import org.jspecify.annotations.NullMarked;
