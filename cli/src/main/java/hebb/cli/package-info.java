/// The `hebb` command.
@NullMarked
package hebb.cli;

import org.jspecify.annotations.NullMarked;
