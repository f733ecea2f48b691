@NullMarked
package hebb.cli.help;

import org.jspecify.annotations.NullMarked;
