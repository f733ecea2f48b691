/// Kernels by the Vector API: the one place that names `jdk.incubator.vector`.
@NullMarked
package hebb.simd;

import org.jspecify.annotations.NullMarked;
