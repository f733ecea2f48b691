/// Tables, encoders, images and batches.
module hebb.data {
  requires transitive hebb.core;
  requires de.siegmar.fastcsv;
  requires static transitive org.jspecify;

  exports hebb.data;
}
