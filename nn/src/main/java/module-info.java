/// Networks, layers, losses, optimisers and the training loop.
module hebb.nn {
  requires transitive hebb.core;
  requires jdk.jfr;
  requires static transitive org.jspecify;

  exports hebb.nn;
  exports hebb.nn.layer;
  exports hebb.nn.activation;
  exports hebb.nn.loss;
  exports hebb.nn.init;
  exports hebb.nn.optim;
  exports hebb.nn.spec;
  exports hebb.train;
  exports hebb.metric;
  exports hebb.check;
  exports hebb.diagnose;
}
