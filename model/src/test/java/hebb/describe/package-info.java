@NullMarked
package hebb.describe;

import org.jspecify.annotations.NullMarked;
