/// Networks and layers: functions that build graph values.
@NullMarked
package hebb.nn;

import org.jspecify.annotations.NullMarked;
