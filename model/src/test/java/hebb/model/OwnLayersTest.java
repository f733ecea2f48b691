package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Layers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any network is trained on a table: of the library's layers, of one's own, or a function.
class OwnLayersTest {
  @TempDir Path folder;

  /// A layer of one's own.
  record Wave(double frequency) implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      Value w = context.weight("weight", x.shape().dim(-1), 4, new Initializer.XavierUniform());
      return x.matmul(w).times(frequency).tanh();
    }
  }

  /// The same, which nobody registers.
  record Unknown() implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      return x.times(2);
    }
  }

  private static ModelTrainer trainer(Network network) {
    return new ModelTrainer(Examples.flower(60), Examples.options().withNetwork(network));
  }

  @Test
  void aLayerOfOnesOwnIsSavedByItsName() {
    Layers.register("wave", Wave.class);
    Model model = trainer(Network.parse("wave(2) dense(3) relu")).run().model();
    assertThat(model.network().text()).isEqualTo("wave(2) dense(3) relu dense(1)");
    Path file = folder.resolve("wave.hebb");
    model.save(file);
    Model loaded = Model.load(file);
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.predict(new float[] {0.3f, -1}))
        .isEqualTo(model.predict(new float[] {0.3f, -1}));
    assertThat(loaded.options()).isEqualTo(model.options());
  }

  @Test
  void savingSaysThatALayerIsNotRegistered() {
    Path file = folder.resolve("unknown.hebb");
    Trained trained =
        trainer(Network.of(new Unknown(), Dense.of(1))).checkpoints(Checkpoint.beside(file)).run();
    String sentence =
        "got hebb.model.OwnLayersTest$Unknown. Make a record of it and call Layers.register.";
    assertThatThrownBy(() -> trained.model().save(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(sentence);
    assertThat(file).doesNotExist();
    assertThat(trained.report().warnings()).anyMatch(warning -> warning.endsWith(sentence));
    assertThat(trained.report().plan().network()).isEqualTo("layers that are not registered");
  }

  @Test
  void aFunctionIsTakenAsItIsWhereItGivesWhatTheLossTakes() {
    Layer body =
        (context, x) -> context.apply("end", Dense.of(1), context.apply("begin", new Wave(1), x));
    Plan plan = trainer(Network.function(body)).plan();
    assertThat(plan.notes()).noneMatch(note -> note.contains("network"));
    assertThat(plan.layers()).hasSize(1);
    assertThat(plan.layers().getFirst().parameters()).isEqualTo(2 * 4 + 4 + 1);
    Layer wide = (context, x) -> context.apply("begin", new Wave(1), x);
    Plan more = trainer(Network.function(wide)).plan();
    assertThat(more.notes()).anyMatch(note -> note.startsWith("dense(1) is added to the network"));
    assertThat(more.parameters()).isEqualTo(2 * 4 + 4 + 1);
  }

  @Test
  void namesThatWereChosenByHandStay() {
    Network network =
        new Network(List.of(new Network.Entry("output", Dense.of(3, Activation.Standard.RELU))));
    assertThat(trainer(network).plan().layers())
        .extracting(LayerLine::name)
        .containsExactly("hidden1", "output");
    Network own =
        new Network(
            List.of(
                new Network.Entry("body", new Wave(1)),
                new Network.Entry("output", Dense.of(3, Activation.Standard.RELU))));
    assertThat(trainer(own).plan().layers())
        .extracting(LayerLine::name)
        .containsExactly("body", "output", "head");
  }

  @Test
  void statisticsAreSaved() {
    Model model = trainer(Network.parse("dense(4) batch_norm relu")).run().model();
    Path file = folder.resolve("norm.hebb");
    model.save(file);
    float[] row = {0.4f, 0.1f};
    assertThat(Model.load(file).predict(row)).isEqualTo(model.predict(row));
  }
}
