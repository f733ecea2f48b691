/// The lessons of `hebb course`.
@NullMarked
package hebb.cli.course;

import org.jspecify.annotations.NullMarked;
