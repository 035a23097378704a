package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Keeps what actions are searched by; a batch costs six statements, whatever its size. */
public final class ActionProjector implements Projector {
  /** Name of the read model. */
  public static final String NAME = "action";

  private static final Comparator<ActionRow> BY_NAME =
      Comparator.comparing(ActionRow::environment).thenComparing(ActionRow::ref);

  private static final Comparator<ActionPart> PARTS_BY_NAME =
      Comparator.comparing(ActionPart::environment)
          .thenComparing(ActionPart::ref)
          .thenComparing(ActionPart::component);

  private final DataSource database;
  private final ActionRows rows;
  private final ActionPartRows parts;
  private final Progress progress;

  /** Keeps what everybody reads. */
  public ActionProjector(DataSource database) {
    this(database, Tables.LIVE);
  }

  private ActionProjector(DataSource database, Tables tables) {
    this.database = database;
    this.rows = new ActionRows(database, tables);
    this.parts = new ActionPartRows(database, tables);
    this.progress = new Progress(database, tables, NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 7;
  }

  @Override
  public void project(List<Recorded<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    progress.advance(batch.getLast().position());
    Map<Name, ActionRow> byAction = new LinkedHashMap<>();
    Map<PartName, ActionPart> byPart = new LinkedHashMap<>();
    Map<EnvironmentStep, Long> runs = new LinkedHashMap<>();
    for (Recorded<?> fact : batch) {
      if (fact.event() instanceof OfAction event) {
        Name name = new Name(ActionRow.environmentOf(fact), event.action());
        byAction.merge(name, ActionRow.of(fact, event), ActionRow::merge);
        ActionPart.of(fact, event)
            .ifPresent(
                part ->
                    byPart.merge(new PartName(name, part.component()), part, ActionPart::merge));
        InFlight.stepRun(event)
            .ifPresent(
                run ->
                    runs.merge(
                        new EnvironmentStep(name.environment(), run), fact.position(), Math::min));
      }
    }
    List<ActionRow> actions = byAction.values().stream().sorted(BY_NAME).toList();
    rows.merge(actions);
    parts.uncount(actions);
    parts.merge(byPart.values().stream().sorted(PARTS_BY_NAME).toList());
    parts.copy(actions);
    parts.run(
        runs.entrySet().stream()
            .map(
                each ->
                    new ActionPartRows.Run(
                        each.getKey().environment(), each.getKey().step(), each.getValue()))
            .toList());
  }

  @Override
  public List<String> tables() {
    return List.of("action", "action_part", "in_flight", "step_run");
  }

  @Override
  public Projector into(Tables tables) {
    return new ActionProjector(database, tables);
  }

  @Override
  public void reset() {
    rows.empty();
    progress.reset();
  }

  @Override
  public String digest() {
    return rows.digest();
  }

  private record Name(String environment, ActionRef ref) {}

  private record PartName(Name action, String component) {}

  private record EnvironmentStep(String environment, StepRun step) {}
}
