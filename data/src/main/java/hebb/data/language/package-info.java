/// Texts to learn a language from: their parts, and the windows that a network sees of them.
@NullMarked
package hebb.data.language;

import org.jspecify.annotations.NullMarked;
