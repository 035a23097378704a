package dev.changeover.projection.environment.dependant;

import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.List;
import java.util.Objects;

/**
 * A feature flag.
 *
 * @param changes all its changes in order of time: variants and meanings it has had
 */
public record FlagFacts(String flag, List<Recorded<FlagChanged>> changes) {

  /** Nothing known yet. */
  public static FlagFacts none(String flag) {
    return new FlagFacts(flag, List.of());
  }

  public FlagFacts changed(Recorded<FlagChanged> fact) {
    return new FlagFacts(flag, Join.union(changes, fact));
  }

  public Recorded<FlagChanged> latest() {
    return changes.getLast();
  }

  /** The first change to each meaning it was ever told to have, in order of time. */
  public List<Recorded<FlagChanged>> meanings() {
    return changes.stream()
        .filter(fact -> fact.event().meaning() != null)
        .filter(this::isFirstOfItsMeaning)
        .toList();
  }

  private boolean isFirstOfItsMeaning(Recorded<FlagChanged> fact) {
    return changes.stream()
        .filter(each -> Objects.equals(each.event().meaning(), fact.event().meaning()))
        .findFirst()
        .filter(fact::equals)
        .isPresent();
  }
}
