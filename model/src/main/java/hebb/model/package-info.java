/// The model that training gives, and its file: predict, evaluate.
@NullMarked
package hebb.model;

import org.jspecify.annotations.NullMarked;
