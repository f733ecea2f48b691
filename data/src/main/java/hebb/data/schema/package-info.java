/// What the columns of a table are ([hebb.data.schema.Schema]), and how rows become numbers
/// ([hebb.data.schema.Encoder]), learned on the training part alone.
@NullMarked
package hebb.data.schema;

import org.jspecify.annotations.NullMarked;
