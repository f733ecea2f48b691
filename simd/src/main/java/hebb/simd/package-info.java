/// Kernels by the Vector API: the one place that names `jdk.incubator.vector`.
///
/// Loops with much in them return at once where there is nothing to do: the JVM compiles what is
/// called often, and until it has, work is a hundred times as slow.
@NullMarked
package hebb.simd;

import org.jspecify.annotations.NullMarked;
