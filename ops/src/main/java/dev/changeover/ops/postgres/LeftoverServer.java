package dev.changeover.ops.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Clears away the server that a killed Changeover left running: its postmaster outlives the JVM.
 * Called by the owner of the directory only, so whatever runs our programs here has no master.
 *
 * <p>A process is ours when its program lies in the data directory. The pid in {@code
 * postmaster.pid} alone proves nothing: after a reboot it may be anybody's.
 */
final class LeftoverServer {
  private static final String POSTGRES = "postgres";
  private static final long PATIENCE_SECONDS = 20;

  private final Cluster cluster;
  private final ServerPrograms programs;

  LeftoverServer(Cluster cluster, ServerPrograms programs) {
    this.cluster = cluster;
    this.programs = programs;
  }

  /** When this returns, nothing runs on the cluster. */
  void clear(Consumer<String> progress) {
    // A start cut short: initdb or pg_ctl may be about to bring up what is looked for below.
    ended(ours(name -> !name.equals(POSTGRES)));
    cluster.recordedPostmaster().ifPresent(postmaster -> stop(postmaster, progress));
    awaitEnd();
    try {
      Files.deleteIfExists(cluster.postmasterPid());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot remove " + cluster.postmasterPid(), failed);
    }
  }

  private void stop(ProcessHandle postmaster, Consumer<String> progress) {
    if (program(postmaster).filter(this::isOurs).isEmpty()) {
      refuseStranger(postmaster);
      return;
    }
    progress.accept(
        "Stopping the PostgreSQL (pid %d) that a killed Changeover left running"
            .formatted(postmaster.pid()));
    // Where this fails the processes are ended one by one below.
    programs.run(
        "pg_ctl", "stop", "-D", cluster.directory().toString(), "-m", "fast", "-w", "-t", "30");
  }

  /** A PostgreSQL of the machine on our cluster must be stopped by whoever started it. */
  private void refuseStranger(ProcessHandle process) {
    if (program(process).filter(named(POSTGRES::equals)).isPresent()) {
      throw new PostgresFailed(
          "another PostgreSQL (pid %d) may be running on %s; stop it, or delete %s if it runs elsewhere"
              .formatted(process.pid(), cluster.directory(), cluster.postmasterPid()));
    }
  }

  /** Backends notice the end of their postmaster by themselves; those that do not are ended. */
  private void awaitEnd() {
    if (ended(ours(anyName -> true))) {
      return;
    }
    ours(anyName -> true).forEach(ProcessHandle::destroyForcibly);
    var stubborn = ours(anyName -> true);
    if (!ended(stubborn)) {
      throw new PostgresFailed(
          "PostgreSQL processes %s still run on %s and cannot be ended; end them (kill)"
              .formatted(stubborn.stream().map(ProcessHandle::pid).toList(), cluster.directory()));
    }
  }

  private static boolean ended(List<ProcessHandle> processes) {
    var all =
        CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    try {
      all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException failed) {
      throw new PostgresFailed("cannot wait for PostgreSQL to end", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PostgresFailed("interrupted while PostgreSQL was being stopped", interrupted);
    }
  }

  private List<ProcessHandle> ours(Predicate<String> name) {
    return ProcessHandle.allProcesses()
        .filter(process -> program(process).filter(this::isOurs).filter(named(name)).isPresent())
        .toList();
  }

  private boolean isOurs(Path program) {
    return program.startsWith(cluster.dataDirectory());
  }

  private static Predicate<Path> named(Predicate<String> name) {
    return program -> name.test(program.getFileName().toString());
  }

  private static Optional<Path> program(ProcessHandle process) {
    return process.info().command().map(Path::of);
  }
}
