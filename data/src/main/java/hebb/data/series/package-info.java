/// Series of numbers as texts of cells.
@NullMarked
package hebb.data.series;

import org.jspecify.annotations.NullMarked;
