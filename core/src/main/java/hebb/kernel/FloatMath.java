package hebb.kernel;

/// Functions of one float: the specification of every transcendental kernel. Each is a fixed chain
/// of IEEE operations, fused multiply-adds and selections without branches on the way, so that
/// vector code can do the same in the same order and give the same bits on every machine.
///
/// Errors are the largest found over a sweep of all floats, in units in the last place (ulp) of the
/// true result. Range reductions and polynomials follow Cephes (S. Moshier, 1992), the error
/// function a fit by N. Juffa. A NaN gives NaN.
public final class FloatMath {
  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693145752f;
  static final float LN2_LOW = 1.42860677e-6f;

  /// Added to a float below 2^22, it rounds it to a whole number, which then stands in the low
  /// bits.
  static final float ROUND = 12582912f;

  private FloatMath() {}

  /// `e^x`, error 1.0 ulp: denormal below -87.34, 0 below -103.97, infinite above 88.72.
  public static float exp(float x) {
    float z = x < -105f ? -105f : x > 89f ? 89f : x;
    float t = Math.fma(z, LOG2_E, ROUND);
    float n = t - ROUND;
    float r = Math.fma(n, -LN2_HIGH, z);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = Math.fma(p, r, 8.3334519073e-3f);
    p = Math.fma(p, r, 4.1665795894e-2f);
    p = Math.fma(p, r, 1.6666665459e-1f);
    p = Math.fma(p, r, 5.0000001201e-1f);
    p = Math.fma(p, r * r, r) + 1f;
    int k = Float.floatToRawIntBits(t) - 0x4b400000;
    int half = k >> 1;
    return p
        * Float.intBitsToFloat((half + 127) << 23)
        * Float.intBitsToFloat((k - half + 127) << 23);
  }

  /// `e^x - 1`, error 1.5 ulp; a zero keeps its sign.
  public static float expm1(float x) {
    float z = x < -18f ? -18f : x > 89f ? 89f : x;
    float t = Math.fma(z, LOG2_E, ROUND);
    float n = t - ROUND;
    float r = Math.fma(n, -LN2_HIGH, z);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = Math.fma(p, r, 8.3334519073e-3f);
    p = Math.fma(p, r, 4.1665795894e-2f);
    p = Math.fma(p, r, 1.6666665459e-1f);
    p = Math.fma(p, r, 5.0000001201e-1f);
    p = Math.fma(p, r * r, r);
    float half = Float.intBitsToFloat((Float.floatToRawIntBits(t) - 0x4b400000 + 126) << 23);
    float y = Math.fma(half, p, half - 0.5f) * 2f;
    return Math.abs(x) < 1e-8f ? x : y;
  }

  /// The natural logarithm, error 0.9 ulp: `log(0) = -infinity`, NaN below 0.
  public static float log(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(tiny ? x * 8388608f : x) - 0x3f3504f3;
    float k = (bits >> 23) - (tiny ? 23f : 0f);
    float f = Float.intBitsToFloat((bits & 0x7fffff) + 0x3f3504f3) - 1f;
    float s = f * f;
    float p = Math.fma(7.0376836292e-2f, f, -1.1514610310e-1f);
    p = Math.fma(p, f, 1.1676998740e-1f);
    p = Math.fma(p, f, -1.2420140846e-1f);
    p = Math.fma(p, f, 1.4249322787e-1f);
    p = Math.fma(p, f, -1.6668057665e-1f);
    p = Math.fma(p, f, 2.0000714765e-1f);
    p = Math.fma(p, f, -2.4999993993e-1f);
    p = Math.fma(p, f, 3.3333331174e-1f);
    p = Math.fma(p * f, s, k * LN2_LOW);
    p = Math.fma(-0.5f, s, p) + f;
    float y = Math.fma(k, LN2_HIGH, p);
    y = x == 0f ? Float.NEGATIVE_INFINITY : y;
    y = x == Float.POSITIVE_INFINITY ? x : y;
    return x >= 0f ? y : Float.NaN;
  }

  /// `log(1 + x)`, error 1.4 ulp: `log1p(-1) = -infinity`, NaN below -1; a zero keeps its sign.
  public static float log1p(float x) {
    float u = 1f + x;
    float v = u - x;
    float lost = (x - (u - v)) + (1f - v);
    int bits = Float.floatToRawIntBits(u) - 0x3f3504f3;
    int exponent = bits >> 23;
    float k = exponent;
    float f = Float.intBitsToFloat((bits & 0x7fffff) + 0x3f3504f3) - 1f;
    f = Math.fma(lost, Float.intBitsToFloat(Math.max(127 - exponent, 0) << 23), f);
    float s = f * f;
    float p = Math.fma(7.0376836292e-2f, f, -1.1514610310e-1f);
    p = Math.fma(p, f, 1.1676998740e-1f);
    p = Math.fma(p, f, -1.2420140846e-1f);
    p = Math.fma(p, f, 1.4249322787e-1f);
    p = Math.fma(p, f, -1.6668057665e-1f);
    p = Math.fma(p, f, 2.0000714765e-1f);
    p = Math.fma(p, f, -2.4999993993e-1f);
    p = Math.fma(p, f, 3.3333331174e-1f);
    p = Math.fma(p * f, s, k * LN2_LOW);
    p = Math.fma(-0.5f, s, p) + f;
    float y = Math.fma(k, LN2_HIGH, p);
    y = Math.abs(x) < 1e-8f ? x : y;
    y = x == -1f ? Float.NEGATIVE_INFINITY : y;
    y = x == Float.POSITIVE_INFINITY ? x : y;
    return x >= -1f ? y : Float.NaN;
  }

  /// The hyperbolic tangent, error 1.6 ulp, odd to the bit. What the sum below loses is put right.
  public static float tanh(float x) {
    float a = Math.abs(x);
    float z = a > 10f ? 20f : a + a;
    float t = Math.fma(z, LOG2_E, ROUND);
    float n = t - ROUND;
    float r = Math.fma(n, -LN2_HIGH, z);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = Math.fma(p, r, 8.3334519073e-3f);
    p = Math.fma(p, r, 4.1665795894e-2f);
    p = Math.fma(p, r, 1.6666665459e-1f);
    p = Math.fma(p, r, 5.0000001201e-1f);
    p = Math.fma(p, r * r, r);
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(t) - 0x4b400000 + 127) << 23);
    float e = Math.fma(scale, p, scale - 1f);
    float s = e + 2f;
    float lost = e - (s - 2f);
    float d = 1f / s;
    float y = e * d;
    y = Math.fma(Math.fma(-y, lost, Math.fma(-y, s, e)), d, y);
    y = x < 0f ? -y : y;
    return a < 1e-4f ? x : y;
  }

  /// `1 / (1 + e^-x)`, error 1.9 ulp: 0 below -103.97, 1 above 17.33.
  public static float sigmoid(float x) {
    float z = -Math.abs(x);
    z = z < -105f ? -105f : z;
    float t = Math.fma(z, LOG2_E, ROUND);
    float n = t - ROUND;
    float r = Math.fma(n, -LN2_HIGH, z);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = Math.fma(p, r, 8.3334519073e-3f);
    p = Math.fma(p, r, 4.1665795894e-2f);
    p = Math.fma(p, r, 1.6666665459e-1f);
    p = Math.fma(p, r, 5.0000001201e-1f);
    p = Math.fma(p, r * r, r) + 1f;
    int k = Float.floatToRawIntBits(t) - 0x4b400000;
    int half = k >> 1;
    float e =
        p * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((k - half + 127) << 23);
    float s = e + 1f;
    float lost = e - (s - 1f);
    float y = (x > 0f ? 1f : e) / s;
    return Math.fma(-y, lost, y);
  }

  /// `log(1 + e^x)` without overflow, error 1.7 ulp: [#relu] of x plus [#log1p] of [#exp] of
  /// `-|x|`.
  public static float softplus(float x) {
    return relu(x) + log1p(exp(-Math.abs(x)));
  }

  /// The error function, error 1.0 ulp, odd to the bit.
  public static float erf(float x) {
    float a = Math.abs(x);
    float s = x * x;
    float near = Math.fma(-5.96761703e-4f, s, 4.99119423e-3f);
    near = Math.fma(near, s, -2.67681349e-2f);
    near = Math.fma(near, s, 1.12819925e-1f);
    near = Math.fma(near, s, -3.76125336e-1f);
    near = Math.fma(near, s, 1.28379166e-1f);
    near = Math.fma(near, x, x);
    float c = a > 4f ? 4f : a;
    float d = c * c;
    float far =
        Math.fma(
            Math.fma(-1.72853470e-5f, c, 3.83197126e-4f),
            d,
            Math.fma(-3.88396438e-3f, c, 2.42546219e-2f));
    far = Math.fma(far, c, -1.06777877e-1f);
    far = Math.fma(far, c, -6.34846687e-1f);
    far = Math.fma(far, c, -1.28717512e-1f);
    far = 1f - exp(Math.fma(far, c, -c));
    far = x < 0f ? -far : far;
    return a > 0.927734375f ? far : near;
  }

  /// -1, 0 or 1; a zero keeps its sign.
  public static float sign(float x) {
    return x > 0f ? 1f : x < 0f ? -1f : x;
  }

  /// `max(0, x)`: +0 for -0, NaN for NaN.
  public static float relu(float x) {
    return x <= 0f ? 0f : x;
  }

  /// 0 where `|x|` is below `least`, else x.
  public static float flush(float x, float least) {
    return Math.abs(x) < least ? 0f : x;
  }

  /// 1 where x > 0, else 0 (NaN gives 0).
  public static float step(float x) {
    return x > 0f ? 1f : 0f;
  }
}
