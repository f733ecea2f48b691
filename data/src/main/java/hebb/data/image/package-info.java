/// Pictures from idx files.
@NullMarked
package hebb.data.image;

import org.jspecify.annotations.NullMarked;
