/// What a command is told: groups of options, their values, and the file of settings.
@NullMarked
package hebb.cli.option;

import org.jspecify.annotations.NullMarked;
