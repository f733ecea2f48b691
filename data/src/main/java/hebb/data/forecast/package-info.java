/// Series of numbers over time, cut into windows to forecast what comes next.
@NullMarked
package hebb.data.forecast;

import org.jspecify.annotations.NullMarked;
