/// Fixes as options and as words of a command line.
@NullMarked
package hebb.cli.doctor;

import org.jspecify.annotations.NullMarked;
