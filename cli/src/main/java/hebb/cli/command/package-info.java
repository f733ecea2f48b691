/// The commands, one class each, and what several of them share.
@NullMarked
package hebb.cli.command;

import org.jspecify.annotations.NullMarked;
