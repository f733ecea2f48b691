package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.INTS;
import static hebb.simd.Width.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Products whose result has few columns: a vector holds `group` rows of C as they lie, one behind
/// the other. What it needs of A and B is brought to its lanes from vectors read as they lie: lane
/// `l` of step 0 takes the element `spread[l]` behind the group's first of A, and the element
/// `repeat[l]` behind the first of B. A and B have `spanA` and `spanB` elements there.
final class FlatLoops {
  private FlatLoops() {}

  /// Up to four steps of whole groups; `a[ao + i * k]` begins row `i` of A. Reads and writes within
  /// whole vectors of A. The steps from `k` on repeat the last one and are not taken over.
  static void steps(
      int k,
      int from,
      int to,
      int group,
      int[] spread,
      int[] repeat,
      int spanB,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int stepB,
      float[] c,
      int co,
      int n) {
    if (from == to) {
      return;
    }
    int p1 = Math.min(1, k - 1);
    int p2 = Math.min(2, k - 1);
    int p3 = Math.min(3, k - 1);
    IntVector lanes = IntVector.fromArray(INTS, spread, 0);
    VectorShuffle<Float> q0 = lanes.toShuffle().cast(FLOATS);
    VectorShuffle<Float> q1 = lanes.add(p1).toShuffle().cast(FLOATS);
    VectorShuffle<Float> q2 = lanes.add(p2).toShuffle().cast(FLOATS);
    VectorShuffle<Float> q3 = lanes.add(p3).toShuffle().cast(FLOATS);
    VectorMask<Float> m1 = FLOATS.maskAll(k > 1);
    VectorMask<Float> m2 = FLOATS.maskAll(k > 2);
    VectorMask<Float> m3 = FLOATS.maskAll(k > 3);
    VectorShuffle<Float> qb = IntVector.fromArray(INTS, repeat, 0).toShuffle().cast(FLOATS);
    VectorMask<Float> inB = FLOATS.indexInRange(0, spanB);
    VectorMask<Float> inC = FLOATS.indexInRange(0, group * n);
    FloatVector v0 = FloatVector.fromArray(FLOATS, b, bo, inB).rearrange(qb);
    FloatVector v1 = FloatVector.fromArray(FLOATS, b, bo + p1 * stepB, inB).rearrange(qb);
    FloatVector v2 = FloatVector.fromArray(FLOATS, b, bo + p2 * stepB, inB).rearrange(qb);
    FloatVector v3 = FloatVector.fromArray(FLOATS, b, bo + p3 * stepB, inB).rearrange(qb);
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int i = from; i < to; i += group) {
      FloatVector u = FloatVector.fromArray(FLOATS, a, ao + i * k);
      FloatVector s0 = u.rearrange(q0).fma(v0, zero);
      FloatVector s1 = s0.blend(u.rearrange(q1).fma(v1, s0), m1);
      FloatVector s2 = s1.blend(u.rearrange(q2).fma(v2, s1), m2);
      FloatVector s3 = s2.blend(u.rearrange(q3).fma(v3, s2), m3);
      s3.intoArray(c, co + i * n, inC);
    }
  }

  /// Any number of steps, two groups at a time. The last group takes its rows from the end, those
  /// of others among them: they come out the same. Row `i` of A at step `p` is `a[ao + i * rowA + p
  /// * stepA]`. Steps whose vectors reach beyond an array are read by mask.
  static void chains(
      int k,
      int from,
      int to,
      int group,
      int[] spread,
      int[] repeat,
      int spanB,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] c,
      int co,
      int n) {
    if (from == to) {
      return;
    }
    VectorShuffle<Float> qa = IntVector.fromArray(INTS, spread, 0).toShuffle().cast(FLOATS);
    VectorShuffle<Float> qb = IntVector.fromArray(INTS, repeat, 0).toShuffle().cast(FLOATS);
    VectorMask<Float> inA = FLOATS.indexInRange(0, (group - 1) * rowA + 1);
    VectorMask<Float> inB = FLOATS.indexInRange(0, spanB);
    VectorMask<Float> inC = FLOATS.indexInRange(0, group * n);
    int last = to - group;
    int stepsB = Math.floorDiv(b.length - LENGTH - bo, stepB) + 1;
    for (int row = from; row < to; row += 2 * group) {
      int i = Math.min(row, last);
      int j = Math.min(row + group, last);
      int ai = ao + i * rowA;
      int aj = ao + j * rowA;
      int stepsA = Math.floorDiv(a.length - LENGTH - aj, stepA) + 1;
      int whole = Math.min(k, Math.min(stepsA, stepsB));
      FloatVector s = FloatVector.zero(FLOATS);
      FloatVector t = s;
      int p = 0;
      for (; p < whole; p++) {
        FloatVector v = FloatVector.fromArray(FLOATS, b, bo + p * stepB).rearrange(qb);
        s = FloatVector.fromArray(FLOATS, a, ai + p * stepA).rearrange(qa).fma(v, s);
        t = FloatVector.fromArray(FLOATS, a, aj + p * stepA).rearrange(qa).fma(v, t);
      }
      for (; p < k; p++) {
        FloatVector v = FloatVector.fromArray(FLOATS, b, bo + p * stepB, inB).rearrange(qb);
        s = FloatVector.fromArray(FLOATS, a, ai + p * stepA, inA).rearrange(qa).fma(v, s);
        t = FloatVector.fromArray(FLOATS, a, aj + p * stepA, inA).rearrange(qa).fma(v, t);
      }
      s.intoArray(c, co + i * n, inC);
      t.intoArray(c, co + j * n, inC);
    }
  }
}
