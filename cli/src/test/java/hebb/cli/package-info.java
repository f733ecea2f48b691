/// Tests of the `hebb` command, run inside this JVM.
@NullMarked
package hebb.cli;

import org.jspecify.annotations.NullMarked;
