/// Texts as indices of tokens: how they are cut ([hebb.data.text.Tokenizer]), and which tokens are
/// known ([hebb.data.text.Vocabulary]).
@NullMarked
package hebb.data.text;

import org.jspecify.annotations.NullMarked;
