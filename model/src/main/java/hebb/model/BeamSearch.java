package hebb.model;

import hebb.data.text.Vocabulary;
import hebb.data.translation.TranslationCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Looks for the likeliest translation of one source: after each step the likeliest beginnings are
/// kept, as many as the beam is wide. Of those that came to an end the one wins whose mean
/// logarithm of the probability of a token, its end with them, is largest. A beam of 1 takes the
/// likeliest token at each step. A token that is not known is never taken.
final class BeamSearch {
  private static final Comparator<Candidate> WORST_FIRST =
      Comparator.comparingDouble(Candidate::score)
          .thenComparing(Candidate::row, Comparator.reverseOrder())
          .thenComparing(Candidate::token, Comparator.reverseOrder());

  private final int beam;
  private final int most;
  private final List<Translated> ended = new ArrayList<>();
  private List<Translated> live = List.of(new Translated(List.of(), 0));

  /// A beginning that goes on by a token.
  private record Candidate(int row, int token, double score) {}

  /// The tokens of a translation, or of its beginning.
  ///
  /// @param score the sum of their logarithms, of one that ended divided by their number
  record Translated(List<Integer> tokens, double score) {}

  /// @param most how many steps there can be
  BeamSearch(int beam, int most) {
    this.beam = beam;
    this.most = most;
  }

  /// Whether nothing is left to be looked for.
  boolean isDone() {
    return live.isEmpty() || ended.size() >= beam;
  }

  /// The token that a beginning came to last.
  ///
  /// @param row of the beam; one that is not in use has any token
  int last(int row) {
    List<Integer> tokens = row < live.size() ? live.get(row).tokens : List.of();
    return tokens.isEmpty() ? TranslationCode.END : tokens.getLast();
  }

  /// Goes on by one step.
  ///
  /// @param probabilities of the next token, a row for each beginning
  /// @param from where the first row begins
  /// @param parents is told which beginning each row now goes on from
  /// @param at where in it
  void step(float[] probabilities, int from, int vocabulary, int[] parents, int at) {
    List<Candidate> best = best(probabilities, from, vocabulary);
    List<Translated> next = new ArrayList<>();
    Arrays.fill(parents, at, at + beam, 0);
    for (int rank = 0; rank < best.size(); rank++) {
      Candidate candidate = best.get(rank);
      List<Integer> before = live.get(candidate.row).tokens;
      if (candidate.token == TranslationCode.END) {
        if (rank < beam) {
          ended.add(new Translated(before, candidate.score / (before.size() + 1)));
        }
      } else if (next.size() < beam) {
        parents[at + next.size()] = candidate.row;
        List<Integer> tokens = new ArrayList<>(before);
        tokens.add(candidate.token);
        next.add(new Translated(tokens, candidate.score));
      }
    }
    live = next;
    if (!live.isEmpty() && live.getFirst().tokens.size() >= most) {
      live.forEach(each -> ended.add(new Translated(each.tokens, each.score / most)));
      live = List.of();
    }
  }

  /// Twice as many as the beam is wide, so that enough are left where some come to an end.
  private List<Candidate> best(float[] probabilities, int from, int vocabulary) {
    int wanted = 2 * beam;
    PriorityQueue<Candidate> best = new PriorityQueue<>(WORST_FIRST);
    for (int row = 0; row < live.size(); row++) {
      double score = live.get(row).score;
      for (int token = 0; token < vocabulary; token++) {
        float p = probabilities[from + row * vocabulary + token];
        boolean possible = token != Vocabulary.UNKNOWN && p > 0;
        if (possible && (best.size() < wanted || score + Math.log(p) > best.peek().score)) {
          best.add(new Candidate(row, token, score + Math.log(p)));
          if (best.size() > wanted) {
            best.poll();
          }
        }
      }
    }
    return best.stream().sorted(WORST_FIRST.reversed()).toList();
  }

  /// The best that was found.
  Translated result() {
    Translated best = new Translated(List.of(), Double.NEGATIVE_INFINITY);
    for (Translated each : ended) {
      best = each.score > best.score ? each : best;
    }
    return best;
  }
}
