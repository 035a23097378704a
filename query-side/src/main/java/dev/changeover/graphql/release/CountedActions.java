package dev.changeover.graphql.release;

import dev.changeover.explain.rollback.ActionsForRollback;
import dev.changeover.explain.rollback.ActionsInFlight;
import dev.changeover.explain.rollback.ActionsKnown;
import dev.changeover.explain.rollback.ActionsKnown.ToldAt;
import dev.changeover.explain.rollback.WhatGoes;
import dev.changeover.projection.action.InFlightAction;
import dev.changeover.projection.action.InFlightReader;
import dev.changeover.projection.action.InFlightReader.Counted;
import dev.changeover.projection.action.InFlightReader.Unplaced;
import dev.changeover.projection.action.InFlightReader.Wanted;
import dev.changeover.projection.action.RecentRun;
import dev.changeover.projection.action.RecentRunReader;
import dev.changeover.projection.action.UnplacedAction;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Counts actions in flight by the rows, and reads a few of them; a constant number of statements.
 */
final class CountedActions implements ActionsForRollback {
  /** Of actions that nobody placed no more are counted. */
  private static final int MOST_UNPLACED = 1_000;

  private final InFlightReader reader;
  private final RecentRunReader runs;
  private final JdbcTemplate jdbc;

  CountedActions(DataSource database) {
    this.reader = new InFlightReader(database);
    this.runs = new RecentRunReader(database);
    this.jdbc = new JdbcTemplate(database);
  }

  @Override
  public ActionsKnown read(String environment, WhatGoes going, long position) {
    Counted counted = reader.count(environment, going.left().keySet(), position);
    List<Wanted> wanted = new ArrayList<>(wanted(going.pinned(), counted));
    wanted.addAll(going.stuck(counted.groups(), counted.steps()));
    List<InFlightAction> oldest =
        reader.oldest(environment, wanted, position, -1, ActionsInFlight.NAMED);
    Unplaced unplaced = reader.unplaced(environment, position, MOST_UNPLACED);
    return new ActionsKnown(
        counted.position(),
        counted.groups(),
        counted.steps(),
        oldest,
        unplaced,
        recent(environment, going, position),
        told(
            Stream.concat(
                oldest.stream()
                    .flatMap(each -> Stream.of(each.begunPosition(), each.lastPosition())),
                unplaced.oldest().stream().map(UnplacedAction::lastPosition))));
  }

  private List<RecentRun> recent(String environment, WhatGoes going, long position) {
    return going.boundary().isEmpty()
        ? List.of()
        : runs.read(environment, going.boundary().getAsLong(), position);
  }

  /** Those of which there are any. */
  private static List<Wanted> wanted(List<Wanted> wanted, Counted counted) {
    return wanted.stream()
        .filter(each -> counted.groups().stream().anyMatch(each::includes))
        .toList();
  }

  private Map<Long, ToldAt> told(Stream<Long> some) {
    Long[] positions = some.distinct().toArray(Long[]::new);
    Map<Long, ToldAt> told = new HashMap<>();
    if (positions.length > 0) {
      RowCallbackHandler adding =
          row ->
              told.put(
                  row.getLong(1),
                  new ToldAt(
                      row.getObject(2, OffsetDateTime.class).toInstant(),
                      row.getObject(3, OffsetDateTime.class).toInstant()));
      jdbc.query(
          """
          select position, occurred_at, recorded_at from ledger.event
          where position = any (?::bigint[])
          """,
          adding,
          (Object) positions);
    }
    return told;
  }
}
