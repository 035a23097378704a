package dev.changeover.ops.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of the embedded database, made once: checksums on every page, passwords only
 * (SCRAM-SHA-256), text in UTF-8 sorted by code point so that no locale of the machine changes an
 * answer. It appears under its final name only when it is complete.
 *
 * @param dataDirectory Changeover's directory, which the cluster lies in
 */
record Cluster(Path dataDirectory) {
  static final String USERNAME = "changeover";
  private static final String SETTINGS = "changeover.conf";
  private static final int PASSWORD_BYTES = 32;

  /** PostgreSQL's own data directory. */
  Path directory() {
    return dataDirectory.resolve("cluster");
  }

  Path log() {
    return dataDirectory.resolve("postgresql.log");
  }

  Path postmasterPid() {
    return directory().resolve("postmaster.pid");
  }

  /** The process that {@code postmaster.pid} names, if one of that pid runs: maybe another one. */
  Optional<ProcessHandle> recordedPostmaster() {
    try {
      return Files.readString(postmasterPid())
          .lines()
          .findFirst()
          .filter(line -> line.matches("\\d{1,10}"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + postmasterPid(), failed);
    }
  }

  private Path passwordFile() {
    return dataDirectory.resolve("postgresql.password");
  }

  /**
   * The superuser's password.
   *
   * @throws PostgresFailed where the file is gone
   */
  String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException failed) {
      throw new PostgresFailed(
          "cannot read the database password in %s; bring the file back from the backup"
              .formatted(passwordFile()),
          failed);
    }
  }

  /** Makes the cluster where there is none, and checks the version of one that is there. */
  void prepare(ServerPrograms programs, Consumer<String> progress) {
    try {
      if (Files.exists(directory())) {
        refuseOtherMajorVersion();
      } else {
        progress.accept("Initialising the database in %s (once)".formatted(directory()));
        initialise(programs);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make the database in " + directory(), failed);
    }
  }

  /** Writes what the server is to run with; replaces what the last start wrote. */
  void configure(ServerSettings settings, Account account) {
    var file = directory().resolve(SETTINGS);
    try {
      Files.writeString(file, settings.text());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file, failed);
    }
    account.own(file);
  }

  private void initialise(ServerPrograms programs) throws IOException {
    var partial = dataDirectory.resolve("cluster.partial");
    FileTree.delete(partial);
    Files.createDirectory(partial, ownerOnly("rwx------"));
    programs.account().own(partial);
    writePassword(programs.account());
    var result =
        programs.run(
            "initdb",
            "--pgdata=" + partial,
            "--username=" + USERNAME,
            "--pwfile=" + passwordFile(),
            "--auth=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions");
    if (!result.succeeded()) {
      throw new PostgresFailed("initdb failed in %s: %s".formatted(partial, result.output()));
    }
    Files.writeString(
        partial.resolve("postgresql.conf"),
        "include '%s'%n".formatted(SETTINGS),
        StandardOpenOption.APPEND);
    Files.move(partial, directory(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword(Account account) throws IOException {
    Files.deleteIfExists(passwordFile());
    Files.createFile(passwordFile(), ownerOnly("rw-------"));
    var secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    Files.writeString(
        passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
    account.own(passwordFile());
  }

  private void refuseOtherMajorVersion() throws IOException {
    var made = Files.readString(directory().resolve("PG_VERSION")).strip();
    var brought = ServerBinaries.VERSION.substring(0, ServerBinaries.VERSION.indexOf('.'));
    if (!made.equals(brought)) {
      throw new PostgresFailed(
          ("%s was made by PostgreSQL %s, and this Changeover brings %s; move the data with"
                  + " pg_upgrade, or run the Changeover that made it")
              .formatted(directory(), made, ServerBinaries.VERSION));
    }
  }

  private static FileAttribute<?> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
