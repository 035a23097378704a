package dev.changeover.ingest.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM with the class path of this one, that can be killed and frozen. */
final class ChildJvm implements AutoCloseable {
  private final List<String> command;
  private final Path output;
  private @Nullable Process process;

  ChildJvm(Path output, String mainClass, List<String> arguments) {
    this.output = output;
    this.command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
  }

  void start() {
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
    } catch (IOException failed) {
      throw new IllegalStateException("no second JVM can be started: " + command, failed);
    }
  }

  private Process process() {
    if (process == null) {
      throw new IllegalStateException("has not been started: " + command);
    }
    return process;
  }

  boolean isAlive() {
    return process().isAlive();
  }

  /** As {@code kill -9}. */
  void kill() {
    process().destroyForcibly();
    await();
  }

  /** Waits for it to end by itself; its exit code. */
  int await() {
    try {
      if (!process().waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("has not ended within 60 s: " + command);
      }
      return process().exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", signal, Long.toString(process().pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill " + signal + " has failed with " + exit);
      }
    } catch (IOException failed) {
      throw new IllegalStateException("kill cannot be run", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
