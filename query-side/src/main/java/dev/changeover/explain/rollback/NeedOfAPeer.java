package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * Something that stays and cannot do with what the target offers in place of the version being
 * left.
 *
 * @param target the version that would be there
 * @param peer what stays, e.g. {@code billing 3.0.0} or {@code migration split-address}
 * @param need a sentence that says what it needs, without its end
 * @param cure what to do first, in the imperative
 * @param facts what tells of the need
 */
public record NeedOfAPeer(
    ComponentVersion target, String peer, String need, String cure, List<CitedFact> facts)
    implements RollbackSubject {

  @Override
  public String name() {
    return "%s for %s".formatted(target, peer);
  }
}
