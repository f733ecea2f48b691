/// Pictures of models: a plot is a list of [Mark]s, which [Png] and [Svg] draw.
@NullMarked
package hebb.cli.plot;

import org.jspecify.annotations.NullMarked;
