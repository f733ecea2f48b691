/// How a configuration is written as text, as in `leaky_relu(negative_slope=0.01)`, and read back.
@NullMarked
package hebb.nn.spec;

import org.jspecify.annotations.NullMarked;
