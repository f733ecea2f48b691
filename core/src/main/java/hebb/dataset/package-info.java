/// Rows that training and evaluation read ([hebb.dataset.Dataset]).
@NullMarked
package hebb.dataset;

import org.jspecify.annotations.NullMarked;
