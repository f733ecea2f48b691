package hebb.data.table;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The folder that cells which name files are relative to, with what was made of these files, as
/// far as memory allows. What is made does not depend on what is kept. Any number of threads use it
/// at once.
public final class Folder {
  /// Is told how many files are read, by any thread.
  public interface Watcher {
    /// So many of all are done.
    void at(long done, long all);
  }

  /// The present folder; nothing is kept.
  public static final Folder HERE = new Folder(Path.of(""), 0);

  private final Path path;
  private final long most;
  private final ConcurrentHashMap<String, byte[]> kept = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Object> found = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private volatile Watcher watcher = (done, all) -> {};

  private Folder(Path path, long most) {
    this.path = path;
    this.most = most;
  }

  /// A folder of whose files a quarter of the heap is kept at most.
  public static Folder of(Path path) {
    return new Folder(path, Runtime.getRuntime().maxMemory() / 4);
  }

  /// The same with another bound.
  ///
  /// @param most how many bytes are kept; 0 for none
  public static Folder of(Path path, long most) {
    return new Folder(path, most);
  }

  /// The folder of a file, of whose files nothing is kept.
  public static Folder around(Path file) {
    Path parent = file.getParent();
    return parent == null ? HERE : new Folder(parent, 0);
  }

  /// The file that a cell names.
  ///
  /// @throws java.nio.file.InvalidPathException if it cannot be the name of a file
  public Path resolve(String cell) {
    return path.resolve(cell);
  }

  /// Sets who is told while all files are read, which is done once before training.
  public void watch(Watcher newWatcher) {
    watcher = newWatcher;
  }

  /// Who is told.
  public Watcher watcher() {
    return watcher;
  }

  /// The folder itself.
  public Path path() {
    return path;
  }

  /// Bytes that are kept under a key; null where there are none.
  public byte @Nullable [] kept(String key) {
    return kept.get(key);
  }

  /// Keeps bytes, if there is room for them.
  public void keep(String key, byte[] made) {
    if (bytes.addAndGet(made.length) > most) {
      bytes.addAndGet(-made.length);
    } else if (kept.putIfAbsent(key, made) != null) {
      bytes.addAndGet(-made.length);
    }
  }

  /// What was found out of its files under a key, once; where nothing is kept, each time.
  @SuppressWarnings("unchecked")
  public <T> T found(String key, Supplier<T> finding) {
    if (most == 0) {
      return finding.get();
    }
    Object before = found.get(key);
    if (before == null) {
      before = finding.get();
      found.put(key, before);
    }
    return (T) before;
  }
}
