/// Tables, encoders, images and batches.
module hebb.data {
  requires transitive hebb.core;
  requires de.siegmar.fastcsv;
  requires static transitive org.jspecify;

  uses hebb.data.image.ImageDecoder;
  uses hebb.data.sound.SoundDecoder;

  exports hebb.data;
  exports hebb.data.date;
  exports hebb.data.demo;
  exports hebb.data.forecast;
  exports hebb.data.image;
  exports hebb.data.kind;
  exports hebb.data.language;
  exports hebb.data.schema;
  exports hebb.data.series;
  exports hebb.data.sound;
  exports hebb.data.split;
  exports hebb.data.table;
  exports hebb.data.text;
  exports hebb.data.translation;
}
