package dev.changeover.ops.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One owner for a data directory: a lock on {@code changeover.lock} that the operating system lets
 * go of when the owner dies, however it dies. The file names the owner's pid and stays behind as
 * the mark that Changeover made the directory.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "changeover.lock";
  private static final Set<String> HARMLESS = Set.of(FILE, "lost+found", ".DS_Store");

  /**
   * Directories held by this JVM. Asked before the file is opened: POSIX drops a process's lock as
   * soon as the process closes any handle of the file, so a second look would free the first lock.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Creates the directory if it is absent and takes it.
   *
   * @throws DirectoryRefused where another process, or this one, holds it, or where it holds files
   *     that Changeover did not make
   */
  static DirectoryLock acquire(Path wanted) {
    try {
      var directory = Files.createDirectories(wanted).toRealPath();
      refuseForeign(directory);
      if (!HELD_HERE.add(directory)) {
        throw DirectoryRefused.held(directory, holder(ProcessHandle.current().pid()));
      }
      try {
        return new DirectoryLock(directory, lock(directory));
      } catch (IOException | RuntimeException failed) {
        HELD_HERE.remove(directory);
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "cannot use %s as the data directory; give one that can be written to (--data)"
              .formatted(wanted),
          failed);
    }
  }

  /** The locked directory, absolute, free of symbolic links. */
  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot let go of " + directory.resolve(FILE), failed);
    } finally {
      HELD_HERE.remove(directory);
    }
  }

  private static void refuseForeign(Path directory) throws IOException {
    if (Files.exists(directory.resolve(FILE))) {
      return;
    }
    Optional<String> stranger;
    try (var entries = Files.list(directory)) {
      stranger =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !HARMLESS.contains(name))
              .sorted()
              .findFirst();
    }
    if (stranger.isPresent()) {
      throw DirectoryRefused.foreign(directory, stranger.get());
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    var file = directory.resolve(FILE);
    var channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw DirectoryRefused.held(directory, Files.readString(file).strip());
      }
      channel.truncate(0);
      var owner = holder(ProcessHandle.current().pid()) + "\n";
      channel.write(ByteBuffer.wrap(owner.getBytes(UTF_8)), 0);
      return channel;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static String holder(long pid) {
    return "pid " + pid;
  }
}
