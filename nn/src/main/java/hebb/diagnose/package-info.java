/// What is wrong with a training: measures taken while it runs, and findings told from them.
@NullMarked
package hebb.diagnose;

import org.jspecify.annotations.NullMarked;
