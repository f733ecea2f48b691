/// Metrics of classification and regression.
@NullMarked
package hebb.metric;

import org.jspecify.annotations.NullMarked;
