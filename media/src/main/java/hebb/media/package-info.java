/// Decoding of images by the JDK ([hebb.data.image.ImageDecoder]).
@NullMarked
package hebb.media;

import org.jspecify.annotations.NullMarked;
