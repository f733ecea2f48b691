package hebb.cli.plot;

import hebb.cli.plot.Mark.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines along which numbers on a square grid change their sign, by marching squares. Places are columns and rows of
/// the grid, with fractions.
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
    boolean[] positive = {
      grid[row][column] > 0, grid[row][column + 1] > 0, grid[row + 1][column + 1] > 0, grid[row + 1][column] > 0
    };
    int[] edges = {right(column, row), down(column + 1, row), right(column, row + 1), down(column, row)};
    var crossed = new ArrayList<Integer>();
    for (int i = 0; i < 4; i++) {
      if (positive[i] != positive[(i + 1) % 4]) {
        crossed.add(edges[i]);
      }
    }
    if (crossed.size() == 2) {
      link(crossed.get(0), crossed.get(1));
    } else if (crossed.size() == 4) {
      double centre = grid[row][column] + grid[row][column + 1] + grid[row + 1][column] + grid[row + 1][column + 1];
      boolean cutsOffRight = centre > 0 == positive[0];
      link(edges[0], cutsOffRight ? edges[1] : edges[3]);
      link(edges[2], cutsOffRight ? edges[3] : edges[1]);
    }
  }

  private void link(int first, int second) {
    neighbours.computeIfAbsent(first, edge -> new ArrayList<>(2)).add(second);
    neighbours.computeIfAbsent(second, edge -> new ArrayList<>(2)).add(first);
  }

  /// Open lines are walked from an end, then closed ones from anywhere.
  private List<List<Point>> lines() {
    var lines = new ArrayList<List<Point>>();
    List<Integer> edges = List.copyOf(neighbours.keySet());
    for (int edge : edges) {
      if (neighbours.get(edge) instanceof List<Integer> next && next.size() == 1) {
        lines.add(walk(edge));
      }
    }
    for (int edge : edges) {
      if (neighbours.get(edge) instanceof List<Integer> next && !next.isEmpty()) {
        lines.add(walk(edge));
      }
    }
    return lines;
  }

  private List<Point> walk(int start) {
    var line = new ArrayList<Point>();
    int edge = start;
    line.add(crossing(edge));
    while (neighbours.get(edge) instanceof List<Integer> next && !next.isEmpty()) {
      int to = next.removeFirst();
      if (neighbours.get(to) instanceof List<Integer> back) {
        back.remove(Integer.valueOf(edge));
      }
      edge = to;
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
