package dev.changeover.ops.server;

import dev.changeover.projection.rebuild.Rebuild;
import dev.changeover.projection.rebuild.RebuildRefused;
import dev.changeover.projection.rebuild.Rebuilt;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rebuild on a thread of its own, and what has become of it. */
final class RunningRebuild {
  private static final Logger LOG = LoggerFactory.getLogger(RunningRebuild.class);

  private final String readModel;
  private final Rebuild rebuild;
  private final Thread thread;
  private volatile Outcome outcome = new Working();

  RunningRebuild(String readModel, Rebuild rebuild) {
    this.readModel = readModel;
    this.rebuild = rebuild;
    this.thread = Thread.ofPlatform().daemon().name("rebuild-" + readModel).unstarted(this::run);
  }

  /** What has become of it. */
  sealed interface Outcome {}

  /** Nothing yet. */
  record Working() implements Outcome {}

  /** The rebuilt rows are the live ones. */
  record Done(Rebuilt rebuilt) implements Outcome {}

  /**
   * The live rows are those that were there.
   *
   * @param reason why, for people
   */
  record Failed(String reason) implements Outcome {}

  void start() {
    thread.start();
  }

  Rebuild rebuild() {
    return rebuild;
  }

  Outcome outcome() {
    return outcome;
  }

  /**
   * Gives up, and waits a little until all is put away; what is left then, the next start finds.
   */
  void stop(Duration patience) {
    thread.interrupt();
    try {
      thread.join(patience);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Outcome ended = rebuilt();
    try {
      rebuild.close();
    } catch (RuntimeException left) {
      LOG.warn("what the rebuild of read model {} left will be dropped later", readModel, left);
    }
    outcome = ended;
  }

  private Outcome rebuilt() {
    try {
      Rebuilt rebuilt = rebuild.run();
      LOG.info("read model {} is rebuilt: {}", readModel, rebuilt);
      return new Done(rebuilt);
    } catch (InterruptedException stopped) {
      return new Failed("the server was stopped; begin again");
    } catch (RebuildRefused refused) {
      LOG.warn("read model {} is not rebuilt", readModel, refused);
      return new Failed(String.valueOf(refused.getMessage()));
    } catch (RuntimeException failed) {
      LOG.error("read model {} is not rebuilt", readModel, failed);
      return new Failed("the database refused a step of it, see the log file; begin again");
    }
  }
}
