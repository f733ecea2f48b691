/// Sets of rows and pictures that need no file, made by a seed.
@NullMarked
package hebb.data.demo;

import org.jspecify.annotations.NullMarked;
