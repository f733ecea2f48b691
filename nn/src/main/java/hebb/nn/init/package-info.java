/// Initialisers of parameters.
@NullMarked
package hebb.nn.init;

import org.jspecify.annotations.NullMarked;
