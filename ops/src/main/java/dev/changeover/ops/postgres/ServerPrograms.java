package dev.changeover.ops.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code initdb}, {@code pg_ctl} and {@code postgres} under the right account.
 *
 * @param binaries where the programs are
 * @param account whom they run as
 */
record ServerPrograms(ServerBinaries binaries, Account account) {

  /**
   * What a program said.
   *
   * @param exitCode 0 where it did what it was asked
   * @param output standard output and standard error together
   */
  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** Runs a program to its end. */
  Result run(String program, String... arguments) {
    var command = new ArrayList<>(account.prefix());
    command.add(binaries.program(program).toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(binaries.directory().toFile());
    // PGDATA, PGPORT and their kin belong to some other server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    try {
      var process = builder.start();
      var output = process.inputReader().readAllAsString();
      return new Result(process.waitFor(), output.strip());
    } catch (IOException failed) {
      throw new PostgresFailed("cannot run " + String.join(" ", command), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PostgresFailed("interrupted while running " + program, interrupted);
    }
  }

  /**
   * Runs a program that does nothing but tell its version.
   *
   * @throws PostgresFailed where the account cannot reach the programs, or the machine cannot run
   *     them
   */
  void check() {
    var result = run("postgres", "--version");
    if (!result.succeeded()) {
      throw new PostgresFailed(
          ("user id %d cannot run %s: %s; put the data directory (--data) where that user may enter"
                  + " every directory above it, or give a PostgreSQL with --database")
              .formatted(account.userId(), binaries.program("postgres"), result.output()));
    }
  }
}
