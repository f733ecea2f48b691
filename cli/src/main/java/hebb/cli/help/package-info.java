/// What `hebb help` knows of each name, and how it is written.
@NullMarked
package hebb.cli.help;

import org.jspecify.annotations.NullMarked;
