package hebb.cli.bench;

import hebb.backend.Profile;

/// What was seen of one workload.
///
/// @param rounds steps or calls a second
/// @param profile where their time goes
/// @param productFlops floating-point operations of the products of one step
/// @param arenaBytes working memory of one caller
/// @param sharing whether other threads than the caller's took part
public record Measurement(
    Rounds rounds, Profile profile, double productFlops, long arenaBytes, Sharing sharing) {
  /// Which threads ran the work.
  public enum Sharing {
    /// The caller's alone.
    CALLER,
    /// The caller's and workers.
    WORKERS
  }

  private static final int PROFILES = 5;

  /// Measures a workload for about so many seconds once it is warm.
  public static Measurement of(Workload workload, int threads, double seconds) {
    Job job = workload.job(threads);
    Rounds rounds = Rounds.measure(job::run, seconds);
    return new Measurement(
        rounds,
        profile(job, seconds / PROFILES),
        job.productFlops(),
        job.executable().memoryBytes(),
        job.executable().threads() > 1 ? Sharing.WORKERS : Sharing.CALLER);
  }

  /// Billions of floating-point operations a second while products run.
  public double gflops() {
    return productFlops / profile.millis(Profile.Part.PRODUCTS) / 1e6;
  }

  /// The quickest of several profiles; the first is warm-up.
  private static Profile profile(Job job, double seconds) {
    Profile best = profileOnce(job, seconds);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < PROFILES; i++) {
      Profile profile = profileOnce(job, seconds);
      double total = 0;
      for (Profile.Part part : Profile.Part.values()) {
        total += profile.millis(part);
      }
      if (total < least) {
        best = profile;
        least = total;
      }
    }
    return best;
  }

  private static Profile profileOnce(Job job, double seconds) {
    Profile profile = new Profile();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      job.profile(profile);
    } while (System.nanoTime() < end);
    return profile;
  }
}
