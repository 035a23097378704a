package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.projection.Progress;
import dev.changeover.projection.Projector;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Keeps what actions are searched by; a batch costs two statements, whatever its size. */
public final class ActionProjector implements Projector {
  /** Name of the read model. */
  public static final String NAME = "action";

  private static final Comparator<ActionRow> BY_NAME =
      Comparator.comparing(ActionRow::environment).thenComparing(ActionRow::ref);

  private final ActionRows rows;
  private final Progress progress;

  public ActionProjector(DataSource database) {
    this.rows = new ActionRows(database);
    this.progress = new Progress(database, NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void project(List<Recorded<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    progress.advance(batch.getLast().position());
    Map<Name, ActionRow> byAction = new LinkedHashMap<>();
    for (Recorded<?> fact : batch) {
      if (fact.event() instanceof OfAction event) {
        byAction.merge(
            new Name(ActionRow.environmentOf(fact), event.action()),
            ActionRow.of(fact, event),
            ActionRow::merge);
      }
    }
    rows.merge(byAction.values().stream().sorted(BY_NAME).toList());
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
}
