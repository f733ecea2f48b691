/// The seam between graphs and what runs them: a back end compiles a graph, and whoever runs it
/// knows no more of it than what is here.
@NullMarked
package hebb.backend;

import org.jspecify.annotations.NullMarked;
