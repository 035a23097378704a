package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One action from its beginning to its end, as far as it has come.
 *
 * @param beganAt when its earliest fact took effect
 * @param lastBegunAt when a try at a step last began; empty: never told
 * @param versions what touched it
 */
public record ActionRun(
    ActionRef ref,
    Instant beganAt,
    Optional<Instant> lastBegunAt,
    Optional<End> end,
    NavigableSet<ComponentVersion> versions,
    long firstPosition) {

  /** 32 lowercase hex characters: what an action is named by that no mapping names. */
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

  /** The latest word of how it ended. */
  public record End(Instant at, ActionOutcome outcome) {}

  /** From the events of an action; it has at least one. */
  public static ActionRun of(ActionHistory history) {
    return history.facts().stream()
        .map(fact -> ActionRow.of(fact, fact.event()))
        .reduce(ActionRow::merge)
        .map(ActionRun::of)
        .orElseThrow(() -> new IllegalArgumentException(history.ref() + " has no facts"));
  }

  private static ActionRun of(ActionRow row) {
    return new ActionRun(
        row.ref(),
        row.beganAt(),
        row.lastBegunAt(),
        row.end().map(end -> new End(end.at(), ActionOutcome.valueOf(end.outcome()))),
        versions(row.componentVersions()),
        row.firstPosition());
  }

  /** From texts such as {@code checkout@2.4.0}. */
  static NavigableSet<ComponentVersion> versions(Collection<String> texts) {
    NavigableSet<ComponentVersion> versions = new TreeSet<>();
    for (String text : texts) {
      int at = text.indexOf('@');
      versions.add(new ComponentVersion(text.substring(0, at), text.substring(at + 1)));
    }
    return versions;
  }

  /** Ended, and not taken up again since. */
  public boolean isOver() {
    return end.filter(one -> lastBegunAt.filter(begun -> begun.isAfter(one.at())).isEmpty())
        .isPresent();
  }

  /** Over, and completed. */
  public boolean hasCompleted() {
    return isOver() && end.filter(one -> one.outcome() == ActionOutcome.COMPLETED).isPresent();
  }

  /** From its beginning to its end; empty: it is not over. */
  public Optional<Duration> took() {
    return end.filter(_ -> isOver()).map(one -> Duration.between(beganAt, one.at()));
  }

  /**
   * Whether it is only a trace that no mapping and no attribute calls a business action: such are
   * called by service and span, and by the id of the trace.
   */
  public boolean isBareTrace() {
    return ref.type().indexOf(' ') >= 0 && TRACE_ID.matcher(ref.id()).matches();
  }
}
