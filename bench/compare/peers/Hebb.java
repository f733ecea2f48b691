import hebb.cli.bench.Workload;
import hebb.kernel.KernelChoice;

/// Hebb, by the jobs of `hebb bench`.
final class Hebb implements Harness.Peer {
  public static void main(String[] args) throws Exception {
    Harness.run(args, new Hebb());
  }

  @Override
  public Runnable job(Harness.Workload workload, Harness.Rows rows, int threads) {
    return Workload.of(workload.name()).job(threads)::run;
  }

  @Override
  public boolean warming() {
    return KernelChoice.current().kernels().warming();
  }
}
