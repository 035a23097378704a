package dev.changeover.ops.postgres;

import java.io.Serial;
import java.nio.file.Path;

/** The data directory is not ours to use: another process holds it, or it holds other things. */
public final class DirectoryRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String directory;

  private DirectoryRefused(Path directory, String message) {
    super(message);
    this.directory = directory.toString();
  }

  static DirectoryRefused held(Path directory, String holder) {
    return new DirectoryRefused(
        directory,
        ("the data directory %s is in use by another Changeover (%s); stop that one, or start this"
                + " one with another directory (--data)")
            .formatted(directory, holder));
  }

  static DirectoryRefused foreign(Path directory, String stranger) {
    return new DirectoryRefused(
        directory,
        ("the directory %s holds something else (%s); give an empty directory, or one that"
                + " Changeover made (--data)")
            .formatted(directory, stranger));
  }

  /** The refused directory, absolute. */
  public Path directory() {
    return Path.of(directory);
  }
}
