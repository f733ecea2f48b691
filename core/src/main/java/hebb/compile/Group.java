package hebb.compile;

import hebb.graph.Node;
import java.util.List;

/// Nodes that run as one step, in the order of the graph, over one space.
record Group(List<Node> nodes, IterationSpace space) {}
