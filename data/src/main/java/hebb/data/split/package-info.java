/// Cutting rows into parts for training, validation and test.
@NullMarked
package hebb.data.split;

import org.jspecify.annotations.NullMarked;
