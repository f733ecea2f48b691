/// The model that training gives, and its file.
module hebb.model {
  requires transitive hebb.nn;
  requires transitive hebb.data;
  requires tools.jackson.databind;
  requires jdk.jfr;
  requires static transitive org.jspecify;

  exports hebb.describe;
  exports hebb.model;
  exports hebb.trace;

  opens hebb.model to
      tools.jackson.databind;
}
