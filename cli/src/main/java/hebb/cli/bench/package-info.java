/// The workloads that Hebb is measured by, and how they are measured.
@NullMarked
package hebb.cli.bench;

import org.jspecify.annotations.NullMarked;
