package dev.changeover.graphql.retire;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.retire.ActionsForRetire;
import dev.changeover.explain.retire.ActionsOfVersion;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionReader;
import dev.changeover.projection.action.ActionSearch;
import dev.changeover.projection.action.InFlightGroup;
import dev.changeover.projection.action.InFlightReader;
import dev.changeover.projection.action.InFlightReader.Counted;
import dev.changeover.projection.action.InFlightReader.Unplaced;
import dev.changeover.projection.action.InFlightReader.Wanted;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Finds the actions of a version by the rows and reads them from the log; where very many are open
 * on its component they are counted and only the oldest are read.
 */
final class RowsOfActions implements ActionsForRetire {
  /** Of those that ended or began again no more are looked through: then the verdict is blind. */
  private static final int MOST = 10_000;

  /** So many of those that are counted are read. */
  private static final int SHOWN = 200;

  private final ActionSearch search;
  private final ActionReader reader;
  private final InFlightReader inFlight;
  private final int most;

  RowsOfActions(DataSource database) {
    this(database, MOST);
  }

  RowsOfActions(DataSource database, int most) {
    this.search = new ActionSearch(database);
    this.reader = new ActionReader(database);
    this.inFlight = new InFlightReader(database);
    this.most = most;
  }

  @Override
  public ActionsOfVersion read(
      String environment,
      ComponentVersion version,
      Instant endedSince,
      Instant begunSince,
      long position) {
    long head = Math.min(search.head(), position);
    List<ActionRef> open =
        search.openTouching(environment, Set.of(version.component()), position, most + 1);
    Unplaced unplaced = inFlight.unplaced(environment, position, most);
    List<ActionRef> others =
        search.touchedAgain(environment, version, endedSince, begunSince, position, most + 1);
    long known = others.size() <= most && unplaced.all() ? head : -1;
    if (open.size() <= most) {
      return new ActionsOfVersion(known, read(environment, open, unplaced, others, position));
    }
    Counted counted = inFlight.count(environment, Set.of(version.component()), position);
    return new ActionsOfVersion(
        Math.min(known, counted.position()),
        read(environment, oldest(environment, version, position), unplaced, others, position),
        Optional.<List<InFlightGroup>>of(counted.groups()));
  }

  private List<Action> read(
      String environment,
      List<ActionRef> open,
      Unplaced unplaced,
      List<ActionRef> others,
      long position) {
    Set<ActionRef> wanted = new LinkedHashSet<>(open);
    unplaced.oldest().forEach(each -> wanted.add(each.action()));
    wanted.addAll(others);
    return reader.readAll(environment, wanted, position).values().stream()
        .map(history -> history.action(Optional.empty()))
        .toList();
  }

  private List<ActionRef> oldest(String environment, ComponentVersion version, long position) {
    Wanted wanted = new Wanted(version.component(), Set.of(version.version()), List.of());
    return inFlight.oldest(environment, List.of(wanted), position, -1, SHOWN).stream()
        .limit(SHOWN)
        .map(each -> each.action())
        .toList();
  }
}
