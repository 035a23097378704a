package dev.changeover.ops.server;

import dev.changeover.log.axon.AxonWiring;
import dev.changeover.ops.cli.CommandFailed;
import dev.changeover.ops.server.Readiness.ReadModel;
import dev.changeover.projection.Projector;
import dev.changeover.projection.processor.FoldVersion;
import dev.changeover.projection.processor.ProcessorWiring;
import dev.changeover.projection.processor.ProjectorProcessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The read models of this node, each kept by a processor of its own. */
final class ReadModels implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);

  /** A read model and what keeps it. */
  record Kept(Projector projector, ProjectorProcessor processor) {}

  private final Map<String, Kept> models = new LinkedHashMap<>();
  private final DataSource database;
  private final OtherNodes others;
  private final boolean kept;
  private volatile boolean running;

  /**
   * Starts nothing yet.
   *
   * @param kept whether this node folds; if not, another one on the same database does
   */
  ReadModels(
      List<Projector> projectors, ProcessorWiring wiring, DataSource database, boolean kept) {
    this.database = database;
    this.others = new OtherNodes(JdbcClient.create(database), AxonWiring.CLAIM_HOLDS);
    this.kept = kept;
    for (Projector projector : projectors) {
      models.put(projector.name(), new Kept(projector, new ProjectorProcessor(projector, wiring)));
    }
  }

  /** Whether this node folds; if not, another one does. */
  boolean kept() {
    return kept;
  }

  /** Names of the read models, in the order in which they are listed. */
  List<String> names() {
    return List.copyOf(models.keySet());
  }

  Optional<Kept> named(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /** Facts that could not be folded into a read model. */
  long deadLetters(String name) {
    return named(name).map(model -> model.processor().deadLetters()).orElse(0L);
  }

  /** How far each has got. */
  Map<String, ReadModel> progress() {
    Map<String, ReadModel> progress = new LinkedHashMap<>();
    if (kept) {
      models.forEach((name, model) -> progress.put(name, progressOf(model)));
    }
    return progress;
  }

  private ReadModel progressOf(Kept model) {
    ProjectorProcessor processor = model.processor();
    long deadLetters = processor.deadLetters();
    OptionalLong here = processor.position();
    if (here.isPresent()) {
      return new ReadModel(here.getAsLong(), true, troubleOf(processor), deadLetters);
    }
    return others
        .positionOf(processor.name())
        .map(elsewhere -> new ReadModel(elsewhere, false, null, deadLetters))
        .orElseGet(() -> new ReadModel(-1, false, "no node is at work on it yet", deadLetters));
  }

  private static @Nullable String troubleOf(ProjectorProcessor processor) {
    return processor.isFailing()
        ? "the last batch failed and is tried again; see the log file"
        : null;
  }

  @Override
  public void start() {
    if (kept) {
      models.values().forEach(this::start);
    }
    running = true;
  }

  private void start(Kept model) {
    Projector projector = model.projector();
    var version = new FoldVersion(database, projector.name(), projector.version());
    if (version.isOutdated()) {
      LOG.info(
          "rows of read model {} were made by another version of Changeover; rebuilding them",
          projector.name());
      replay(model.processor());
    } else {
      model.processor().start();
    }
    version.adopt();
    model.processor().retryByItself();
  }

  private static void replay(ProjectorProcessor processor) {
    try {
      processor.replay();
    } catch (UnableToClaimTokenException elsewhere) {
      throw new CommandFailed(
          "read model %s is kept by a node of another version of Changeover; stop the nodes of that version that have role projections, then start this one"
              .formatted(processor.name()),
          elsewhere);
    }
  }

  @Override
  public void stop() {
    models.values().forEach(model -> model.processor().close());
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
