package dev.changeover.ops.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and processor that a PostgreSQL build is for.
 *
 * @param system {@code linux} or {@code darwin}, as the archives are named
 * @param processor {@code x86_64} or {@code arm_64}, as the archives are named
 */
record Platform(String system, String processor) {

  /**
   * This machine.
   *
   * @throws PostgresFailed where no PostgreSQL build is brought along for it
   */
  static Platform current() {
    var system = System.getProperty("os.name", "");
    var processor = System.getProperty("os.arch", "");
    if (Files.exists(Path.of("/etc/alpine-release"))) {
      throw unsupported("Alpine Linux (musl)", processor);
    }
    return of(system, processor);
  }

  static Platform of(String system, String processor) {
    return new Platform(
        switch (system.toLowerCase(Locale.ROOT)) {
          case "linux" -> "linux";
          case "mac os x" -> "darwin";
          default -> throw unsupported(system, processor);
        },
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> throw unsupported(system, processor);
        });
  }

  /** Name of the archive on the class path. Example: {@code postgres-linux-x86_64.txz}. */
  String archive() {
    return "postgres-%s-%s.txz".formatted(system, processor);
  }

  @Override
  public String toString() {
    return system + "-" + processor;
  }

  static PostgresFailed unsupported(String system, String processor) {
    return new PostgresFailed(
        ("Changeover brings no PostgreSQL for %s on %s; start one of version 15 or later and give"
                + " it with --database=jdbc:postgresql://…")
            .formatted(system, processor));
  }
}
