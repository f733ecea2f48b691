package hebb.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import hebb.nn.spec.Spec;
import org.junit.jupiter.api.Test;

/// Configurations as text, and what is said when a text is wrong.
class SpecTest {
  @Test
  void whatIsWrittenIsReadBack() {
    Activation.names()
        .forEach(
            name ->
                assertThat(Activation.of(Activation.of(name).spec().toString()))
                    .isEqualTo(Activation.of(name)));
    Initializer.names()
        .forEach(
            name ->
                assertThat(Initializer.of(Initializer.of(name).spec().toString()))
                    .isEqualTo(Initializer.of(name)));
    Loss.names()
        .forEach(
            name -> assertThat(Loss.of(Loss.of(name).spec().toString())).isEqualTo(Loss.of(name)));
    Optimizer.names()
        .forEach(
            name ->
                assertThat(Optimizer.of(Optimizer.of(name).spec().toString()))
                    .isEqualTo(Optimizer.of(name)));
    Schedule.names()
        .forEach(
            name ->
                assertThat(Schedule.of(Schedule.of(name).spec().toString()))
                    .isEqualTo(Schedule.of(name)));
    assertThat(Activation.of(" Leaky-ReLU( negative_slope = 2e-1 ) "))
        .isEqualTo(new Activation.LeakyRelu(0.2));
    assertThat(Spec.parse("a(y=2,x=1)"))
        .isEqualTo(Spec.parse("a(x=1,y=2)"))
        .hasSameHashCodeAs(Spec.parse("a(x=1,y=2)"));
  }

  @Test
  void wrongTextsAreMetWithASentence() {
    assertThatThrownBy(() -> Activation.of("rlu"))
        .hasMessageStartingWith(
            "activation: expected one of identity, sigmoid, tanh, relu, softmax,")
        .hasMessageEndingWith("got 'rlu'. Did you mean relu?");
    assertThatThrownBy(() -> Optimizer.of("adamm(learning_rate=1)"))
        .hasMessageEndingWith("got 'adamm'. Did you mean adam?");
    assertThatThrownBy(() -> Optimizer.of("zzzzzzz")).hasMessageEndingWith("got 'zzzzzzz'.");
    assertThatThrownBy(() -> Optimizer.of("sgd(lerning_rate=1)"))
        .hasMessage(
            "parameter of sgd: expected one of learning_rate, got 'lerning_rate'. Did you mean learning_rate?");
    assertThatThrownBy(() -> Activation.of("elu(alpha)"))
        .hasMessage(
            "setting: expected a name or name(key=number, ...), got 'elu(alpha)'. Write it as in elu(alpha=1).");
    assertThatThrownBy(() -> Activation.of("elu(alpha=x)"))
        .hasMessageStartingWith("setting: expected");
    assertThatThrownBy(() -> Activation.of("elu(alpha=1"))
        .hasMessageStartingWith("setting: expected");
    assertThatThrownBy(() -> Optimizer.of("sgd(learning_rate=0)"))
        .hasMessage("sgd: learning_rate: expected a number above 0, got 0.0.");
    assertThatThrownBy(() -> Optimizer.of("adam(beta1=1)"))
        .hasMessage("adam: beta1: expected a number of 0 or more and below 1, got 1.0.");
    assertThatThrownBy(() -> Schedule.of("plateau(patience=1.5)"))
        .hasMessage("plateau: expected a whole number for patience, got 1.5.");
    assertThatThrownBy(() -> Dense.of(0)).hasMessage("dense: units: expected 1 or more, got 0.");
    assertThatThrownBy(() -> new Dropout(1))
        .hasMessage("dropout: rate: expected a number of 0 or more and below 1, got 1.0.");
  }
}
