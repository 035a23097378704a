package dev.changeover.ops.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file system small enough to be filled: one in memory where we may mount it (root), else a
 * directory on one that {@code -Dfaults.smallDisk} names.
 */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "size=768m";
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path directory;
  private final boolean mounted;
  private final Path ballast;

  private SmallDisk(Path directory, boolean mounted) {
    this.directory = directory;
    this.mounted = mounted;
    this.ballast = directory.resolve("ballast");
  }

  /**
   * Gets one.
   *
   * @param at where to mount; created
   * @return empty: there is none here
   */
  static Optional<SmallDisk> at(Path at) throws IOException {
    String named = System.getProperty("faults.smallDisk", "");
    if (!named.isBlank()) {
      return Optional.of(new SmallDisk(Files.createTempDirectory(Path.of(named), "faults"), false));
    }
    Files.createDirectories(at);
    return run("mount", "-t", "tmpfs", "-o", SIZE, "changeover-faults", at.toString())
        ? Optional.of(new SmallDisk(at, true))
        : Optional.empty();
  }

  Path directory() {
    return directory;
  }

  /** Takes all room but this much. */
  void fill(long leftBytes) throws IOException {
    FileStore store = Files.getFileStore(directory);
    try (FileChannel file =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long size = Math.max(0, store.getUsableSpace() - leftBytes);
      while (file.position() < size) {
        long left = size - file.position();
        file.write(ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, left)));
      }
    } catch (IOException full) {
      if (store.getUsableSpace() >= CHUNK_BYTES) {
        throw full;
      }
      // Others have taken what should have been left: it is full all the same.
    }
  }

  /** Gives it back. */
  void free() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException {
    free();
    if (mounted && !run("umount", directory.toString())) {
      throw new IOException(directory + " cannot be unmounted; something still uses it");
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + String.join(" ", command), stopped);
    }
  }
}
