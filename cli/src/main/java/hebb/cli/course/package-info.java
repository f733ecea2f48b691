/// The lessons of `hebb course`: what each trains, and how it is told.
@NullMarked
package hebb.cli.course;

import org.jspecify.annotations.NullMarked;
