/// What rows hold, before anything is trained on them: [hebb.describe.Description].
@NullMarked
package hebb.describe;

import org.jspecify.annotations.NullMarked;
