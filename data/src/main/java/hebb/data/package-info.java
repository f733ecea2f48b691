/// Data on its way into a network. A file becomes a [hebb.data.table.Table] of cells, a
/// [hebb.data.schema.Schema] says what each column is, [hebb.data.split.Splits] cuts the rows into
/// parts, an [hebb.data.schema.Encoder] learned on the training part turns rows into numbers, and
/// [hebb.data.schema.TableDataset] hands them to training. Here is what all of them share.
@NullMarked
package hebb.data;

import org.jspecify.annotations.NullMarked;
