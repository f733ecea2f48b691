/// Kinds of columns, one a file: how a cell is read, what speaks for the kind, what is learned of a
/// column, and what it gives a network.
@NullMarked
package hebb.data.kind;

import org.jspecify.annotations.NullMarked;
