/// Case tables, the properties that run over them, and the rules of the house.
@NullMarked
package hebb.suite;

import org.jspecify.annotations.NullMarked;
