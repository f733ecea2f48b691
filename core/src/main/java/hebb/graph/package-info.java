/// The graph: values, nodes and a few primitive ops, with shapes checked as the graph is built.
@NullMarked
package hebb.graph;

import org.jspecify.annotations.NullMarked;
