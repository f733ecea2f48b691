/// Losses, from logits where that is the stable form.
@NullMarked
package hebb.nn.loss;

import org.jspecify.annotations.NullMarked;
