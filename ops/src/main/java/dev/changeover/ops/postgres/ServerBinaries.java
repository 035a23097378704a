package dev.changeover.ops.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path into the data directory once for each
 * version. The directory appears under its final name only when it is complete.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
record ServerBinaries(Path directory) {
  /** As {@code show server_version} says it; the version of the binaries in the root pom. */
  static final String VERSION = "18.6";

  private static final int EXECUTABLE = 0b001_000_000;

  static ServerBinaries unpack(Path dataDirectory, Consumer<String> progress) {
    var platform = Platform.current();
    var target = dataDirectory.resolve("postgresql-%s-%s".formatted(VERSION, platform));
    if (!Files.isDirectory(target)) {
      progress.accept("Unpacking PostgreSQL %s for %s (once)".formatted(VERSION, platform));
      unpack(platform, target);
    }
    return new ServerBinaries(target);
  }

  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  private static void unpack(Platform platform, Path target) {
    var partial = target.resolveSibling(target.getFileName() + ".partial");
    try (var archive = ServerBinaries.class.getResourceAsStream("/" + platform.archive())) {
      if (archive == null) {
        throw Platform.unsupported(platform.system(), platform.processor());
      }
      FileTree.delete(partial);
      extract(archive, Files.createDirectory(partial));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "cannot unpack PostgreSQL into %s; is the disk full or read-only?".formatted(target),
          failed);
    }
  }

  static void extract(InputStream archive, Path directory) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, directory);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path directory)
      throws IOException {
    var path = inside(directory, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, inside(directory, entry.getLinkName()));
    } else {
      Files.copy(content, path);
      var mode = (entry.getMode() & EXECUTABLE) != 0 ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }

  private static Path inside(Path directory, String name) throws IOException {
    var path = directory.resolve(name).normalize();
    if (!path.startsWith(directory)) {
      throw new IOException("the archive names %s, which lies outside it".formatted(name));
    }
    return path;
  }
}
