/// Decoding by the JDK of images ([hebb.data.image.ImageDecoder]) and sounds
/// ([hebb.data.sound.SoundDecoder]).
@NullMarked
package hebb.media;

import org.jspecify.annotations.NullMarked;
