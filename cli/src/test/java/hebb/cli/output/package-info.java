/// How what people read is laid out.
@NullMarked
package hebb.cli.output;

import org.jspecify.annotations.NullMarked;
