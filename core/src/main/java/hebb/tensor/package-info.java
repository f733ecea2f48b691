/// Shapes and host values: what users hand in and get back.
@NullMarked
package hebb.tensor;

import org.jspecify.annotations.NullMarked;
