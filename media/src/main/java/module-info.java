/// Decoding of images and sounds by the JDK, found at run time by `ServiceLoader`.
module hebb.media {
  requires transitive hebb.data;
  requires transitive java.desktop;
  requires static transitive org.jspecify;

  exports hebb.media;

  provides hebb.data.image.ImageDecoder with
      hebb.media.JdkImageDecoder;
  provides hebb.data.sound.SoundDecoder with
      hebb.media.JdkSoundDecoder;
}
