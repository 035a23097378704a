package dev.changeover.ops.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * Servers that were started on this machine by this user: where they listen and where their first
 * token is kept, so that the command line finds both. One file per port, readable by the user only.
 */
public final class LocalServers {
  private final Path directory;

  private LocalServers(Path directory) {
    this.directory = directory;
  }

  /** In the user's home. */
  public static LocalServers ofUser() {
    return new LocalServers(Path.of(System.getProperty("user.home"), ".changeover", "servers"));
  }

  /** Notes a server that is up. */
  public void add(int port, Path tokenFile) {
    try {
      Files.createDirectories(directory);
      Path file = file(port);
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Properties entry = new Properties();
      entry.setProperty("token-file", tokenFile.toAbsolutePath().toString());
      try (var out = Files.newOutputStream(file)) {
        entry.store(out, null);
      }
    } catch (IOException failure) {
      throw new CommandFailed("cannot note the server in " + directory + ": " + failure, failure);
    }
  }

  /** Forgets a server that is going down. */
  public void remove(int port) {
    try {
      Files.deleteIfExists(file(port));
    } catch (IOException failure) {
      throw new CommandFailed("cannot remove " + file(port) + ": " + failure, failure);
    }
  }

  /** The first token of the server on this port, if it was started by this user and is readable. */
  Optional<String> tokenOf(int port) {
    Path file = file(port);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    Properties entry = new Properties();
    try (var in = Files.newInputStream(file)) {
      entry.load(in);
      Path token = Path.of(entry.getProperty("token-file", ""));
      return Files.isReadable(token)
          ? Optional.of(Files.readString(token).strip())
          : Optional.empty();
    } catch (IOException failure) {
      throw new CommandFailed("cannot read " + file + ": " + failure, failure);
    }
  }

  private Path file(int port) {
    return directory.resolve(port + ".properties");
  }
}
