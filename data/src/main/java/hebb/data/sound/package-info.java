/// Sound as spectrograms.
@NullMarked
package hebb.data.sound;

import org.jspecify.annotations.NullMarked;
