/// Reading and writing tables: a file becomes a [hebb.data.table.Table] of cells, numbers or texts
/// as they are written ([hebb.data.table.TableReader]), or is read row by row in constant memory
/// ([hebb.data.table.RowReader]).
@NullMarked
package hebb.data.table;

import org.jspecify.annotations.NullMarked;
