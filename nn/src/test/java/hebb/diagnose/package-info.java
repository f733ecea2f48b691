@NullMarked
package hebb.diagnose;

import org.jspecify.annotations.NullMarked;
