package dev.changeover.projection.environment.coexistence;

import dev.changeover.event.ComponentVersion;
import java.util.List;
import java.util.Optional;

/**
 * All that was declared, planned and verified of versions side by side.
 *
 * @param declarations from events, the latest of each source and pair of ranges, then from plans
 * @param verifications one per pair of exact versions
 */
public record CoexistenceFacts(
    List<Declaration> declarations, List<PairVerification> verifications) {

  /** What was declared or planned of these two versions, in whichever order they are named. */
  public List<Declaration> declarations(ComponentVersion one, ComponentVersion other) {
    return declarations.stream().filter(each -> each.covers(one, other)).toList();
  }

  /** What was proved of these two versions, in whichever order they are named. */
  public Optional<PairVerification> verification(ComponentVersion one, ComponentVersion other) {
    PairVerification wanted = PairVerification.none(one, other);
    return verifications.stream()
        .filter(each -> each.lower().equals(wanted.lower()))
        .filter(each -> each.upper().equals(wanted.upper()))
        .findFirst();
  }
}
