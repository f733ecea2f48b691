package hebb.simd;

import hebb.kernel.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Loads a copy of this package whose vectors have a forced width. Its name says which: `simd128`,
/// `simd256`, `simd512`.
final class WidthLoader extends ClassLoader {
  private static final String PACKAGE = WidthLoader.class.getPackageName() + ".";
  private static final Map<String, Kernels> LOADED = new ConcurrentHashMap<>();

  private WidthLoader(String name) {
    super(name, WidthLoader.class.getClassLoader());
  }

  /// The kernels of a forced width; always the same ones.
  static Kernels kernels(String name) {
    return LOADED.computeIfAbsent(name, WidthLoader::copy);
  }

  /// The kernels of a forced width in classes of their own.
  static Kernels copy(String name) {
    return new WidthLoader(name).create();
  }

  private Kernels create() {
    try {
      Class<?> kernels = loadClass(PACKAGE + "SimdKernels");
      return (Kernels) kernels.getConstructor().newInstance();
    } catch (ReflectiveOperationException error) {
      throw new LinkageError("kernels of a forced width: " + error, error);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.substring(PACKAGE.length()) + ".class";
    try (@Nullable InputStream code = WidthLoader.class.getResourceAsStream(file)) {
      if (code == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = code.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
