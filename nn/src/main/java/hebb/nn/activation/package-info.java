/// Activations: ordinary functions over values.
@NullMarked
package hebb.nn.activation;

import org.jspecify.annotations.NullMarked;
