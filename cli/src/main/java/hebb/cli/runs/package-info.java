/// Past runs: reading, comparing and listing them.
@NullMarked
package hebb.cli.runs;

import org.jspecify.annotations.NullMarked;
