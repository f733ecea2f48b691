package hebb.cli.plot;

import hebb.cli.plot.Mark.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines along which numbers on a square grid change their sign, by marching squares. Places
/// are columns and rows of the grid, with fractions.
final class Contour {
  private final double[][] grid;
  private final int side;
  private final Map<Integer, List<Integer>> neighbours = new LinkedHashMap<>();

  private Contour(double[][] grid) {
    this.grid = grid;
    this.side = grid.length;
  }

  /// The lines for `grid[row][column]`.
  static List<List<Point>> of(double[][] grid) {
    var contour = new Contour(grid);
    for (int row = 0; row + 1 < contour.side; row++) {
      for (int column = 0; column + 1 < contour.side; column++) {
        contour.cell(column, row);
      }
    }
    return contour.lines();
  }

  /// An edge has one number: even ones run right from a node, odd ones down.
  private int right(int column, int row) {
    return 2 * (row * side + column);
  }

  private int down(int column, int row) {
    return right(column, row) + 1;
  }

  private void cell(int column, int row) {
    double[] corners = {
      grid[row][column], grid[row][column + 1], grid[row + 1][column + 1], grid[row + 1][column]
    };
    int[] edges = {
      right(column, row), down(column + 1, row), right(column, row + 1), down(column, row)
    };
    var crossed = new ArrayList<Integer>();
    for (int i = 0; i < 4; i++) {
      if (corners[i] > 0 != corners[(i + 1) % 4] > 0) {
        crossed.add(edges[i]);
      }
    }
    if (crossed.size() == 2) {
      link(crossed.get(0), crossed.get(1));
    } else if (crossed.size() == 4) {
      double centre = corners[0] + corners[1] + corners[2] + corners[3];
      boolean cutsOffRight = centre > 0 == corners[0] > 0;
      link(edges[0], cutsOffRight ? edges[1] : edges[3]);
      link(edges[2], cutsOffRight ? edges[3] : edges[1]);
    }
  }

  private void link(int first, int second) {
    around(first).add(second);
    around(second).add(first);
  }

  /// The edges that a line goes on to from an edge.
  private List<Integer> around(int edge) {
    return neighbours.computeIfAbsent(edge, unseen -> new ArrayList<>(2));
  }

  /// Open lines are walked from an end, then closed ones from anywhere.
  private List<List<Point>> lines() {
    var lines = new ArrayList<List<Point>>();
    List<Integer> edges = List.copyOf(neighbours.keySet());
    for (int edge : edges) {
      if (around(edge).size() == 1) {
        lines.add(walk(edge));
      }
    }
    for (int edge : edges) {
      if (!around(edge).isEmpty()) {
        lines.add(walk(edge));
      }
    }
    return lines;
  }

  private List<Point> walk(int start) {
    var line = new ArrayList<Point>();
    int edge = start;
    line.add(crossing(edge));
    while (!around(edge).isEmpty()) {
      Integer from = edge;
      edge = around(edge).removeFirst();
      around(edge).remove(from);
      line.add(crossing(edge));
    }
    return line;
  }

  private Point crossing(int edge) {
    int column = edge / 2 % side;
    int row = edge / 2 / side;
    double here = grid[row][column];
    double there = edge % 2 == 0 ? grid[row][column + 1] : grid[row + 1][column];
    double share = here / (here - there);
    return edge % 2 == 0 ? new Point(column + share, row) : new Point(column, row + share);
  }
}
