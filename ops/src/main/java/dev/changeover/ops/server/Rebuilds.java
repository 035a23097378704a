package dev.changeover.ops.server;

import dev.changeover.ops.server.ReadModels.Kept;
import dev.changeover.projection.processor.ProcessorWiring;
import dev.changeover.projection.rebuild.Rebuild;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The rebuilds of this node, of each read model the last. */
@Component
final class Rebuilds implements SmartLifecycle {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ReadModels readModels;
  private final ProcessorWiring wiring;
  private final Map<String, RunningRebuild> last = new ConcurrentHashMap<>();
  private volatile boolean running;

  Rebuilds(ReadModels readModels, ProcessorWiring wiring) {
    this.readModels = readModels;
    this.wiring = wiring;
  }

  /**
   * Begins one.
   *
   * @throws dev.changeover.projection.rebuild.RebuildRefused where one of this read model is at
   *     work, here or on another node
   */
  RunningRebuild begin(Kept model) {
    String name = model.projector().name();
    RunningRebuild begun = new RunningRebuild(name, Rebuild.begin(model.projector(), wiring));
    last.put(name, begun);
    begun.start();
    return begun;
  }

  Optional<RunningRebuild> last(String readModel) {
    return Optional.ofNullable(last.get(readModel));
  }

  /** Puts away what a crash may have left. */
  @Override
  public void start() {
    if (readModels.kept()) {
      readModels.names().stream()
          .flatMap(name -> readModels.named(name).stream())
          .forEach(model -> Rebuild.clean(model.projector(), wiring));
    }
    running = true;
  }

  @Override
  public void stop() {
    last.values().forEach(each -> each.stop(PATIENCE));
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
