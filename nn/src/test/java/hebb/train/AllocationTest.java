package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hebb.backend.BackendChoice;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

/// Warm steps and predictions allocate nothing.
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void warmTrainingStepsAllocateNothing() {
    Dataset data = new Still(Spirals.rows(150, 1));
    Network network = Spirals.network();
    Parameters parameters = Parameters.create(network, data.inputs(), 1);
    TrainingConfig config =
        TrainingConfig.of(1).withThreads(1).withOptimizer(Optimizer.of("adamw"));
    StepGraph graph =
        new StepGraph(
            network, Loss.Standard.BINARY_CROSS_ENTROPY, parameters, data.inputs(), data.targets());
    TrainingSteps steps =
        new TrainingSteps(graph, config, new Variables(), data, BackendChoice.current().backend());
    assertThat(allocated(() -> run(steps))).isZero();
  }

  /// Rows that are read without a trace, so that only the steps are measured.
  private record Still(Dataset source) implements Dataset {
    @Override
    public int rows() {
      return source.rows();
    }

    @Override
    public List<InputSpec> inputs() {
      return source.inputs();
    }

    @Override
    public Shape targets() {
      return source.targets();
    }

    @Override
    public void read(int[] order, int from, int count, float[] features, float[] targets) {}
  }

  private static void run(TrainingSteps steps) {
    steps.begin(1);
    for (int i = 0; i < 1000; i++) {
      steps.run(i % steps.count(), i, 0.001);
    }
  }

  @Test
  void warmPredictionsAllocateNothing() {
    Network network = Spirals.network();
    Parameters parameters = Parameters.create(network, Shape.of(2), 1);
    Predictor predictor =
        new Predictor(network, parameters, Shape.of(2), Activation.Standard.SIGMOID);
    float[] rows = new float[2 * 100];
    float[] into = new float[100];
    assertThat(
            allocated(
                () -> {
                  for (int i = 0; i < 1000; i++) {
                    predictor.predict(rows, 1 + i % 100, into);
                  }
                }))
        .isZero();
  }

  /// Neither while nothing is recorded, nor while Java Flight Recorder records.
  @Test
  void eventsOfStepsAllocateNothing() {
    StepEvent event = new StepEvent();
    assertThat(event.isEnabled()).isFalse();
    assertThat(allocated(() -> record(event))).isZero();
    try (Recording recording = new Recording()) {
      recording.enable("hebb.Step");
      recording.start();
      assertThat(event.isEnabled()).isTrue();
      assertThat(allocated(() -> record(event))).isZero();
    }
  }

  private static void record(StepEvent event) {
    for (int i = 0; i < 1000; i++) {
      event.begin();
      event.done(i, 1, 32, 0.5f, 0.001);
    }
  }

  /// Bytes that the work allocates when it has run before.
  private static long allocated(Runnable work) {
    long bytes = 0;
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      work.run();
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (bytes == 0) {
        return 0;
      }
    }
    return bytes;
  }
}
