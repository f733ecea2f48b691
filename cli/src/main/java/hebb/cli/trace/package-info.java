/// What `hebb trace` writes: text, JSON and a page of its own.
@NullMarked
package hebb.cli.trace;

import org.jspecify.annotations.NullMarked;
