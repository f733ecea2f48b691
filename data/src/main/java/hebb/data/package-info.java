/// Data on its way into a network. A file becomes a [hebb.data.Table] of typed cells
/// ([hebb.data.TableReader]), a [hebb.data.Schema] says what each column is, [hebb.data.Splits]
/// cuts the rows into parts, an [hebb.data.Encoder] learned on the training part turns rows into
/// numbers, and [hebb.data.TableBatches] hands them to training. Pictures come as idx files
/// ([hebb.data.Images]); [hebb.data.Demo] makes sets that need no file at all.
@NullMarked
package hebb.data;

import org.jspecify.annotations.NullMarked;
