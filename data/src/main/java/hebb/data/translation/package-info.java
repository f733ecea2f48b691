/// Pairs of texts to learn a translation from: which columns they are, how they become rows of
/// tokens, and how good a translation is.
@NullMarked
package hebb.data.translation;

import org.jspecify.annotations.NullMarked;
