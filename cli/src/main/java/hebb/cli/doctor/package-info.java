/// Proofs that fixes help, and networks with known faults.
@NullMarked
package hebb.cli.doctor;

import org.jspecify.annotations.NullMarked;
