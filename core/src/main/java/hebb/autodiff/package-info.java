/// Gradients as graph values: adds the backward graph to a forward graph.
@NullMarked
package hebb.autodiff;

import org.jspecify.annotations.NullMarked;
