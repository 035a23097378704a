package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.LiveVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One component and the version that it would go back to.
 *
 * @param kind empty: nobody has said
 * @param live its versions that are there now, in order of name
 * @param lastSeen the newest word of any of its instances; empty: never seen
 * @param needing for a SCHEMA: live versions that came with the newer schema
 * @param capacity the newest word on instances of the target; empty: none
 * @param marks what was said against the target, e.g. that it is faulty
 * @param unavailable what the target needs and what is known not to be there
 * @param newForms forms that the versions being left brought, or that nobody can tell from such
 * @param migrations migrations in its way that have gone beyond PLANNED
 * @param proofs verifications of the target with each live peer; empty: at least one is missing
 */
public record ComponentToRollBack(
    String component,
    Optional<ComponentKind> kind,
    String target,
    List<LiveVersion> live,
    Optional<CitedFact> lastSeen,
    List<CitedFact> needing,
    Optional<Capacity> capacity,
    List<CitedFact> marks,
    List<CitedFact> unavailable,
    List<String> newForms,
    List<String> migrations,
    List<CitedFact> proofs)
    implements RollbackSubject {

  /** Ready and needed instances of the target. */
  public record Capacity(int ready, int needed, CitedFact fact) {
    public boolean isShort() {
      return ready < needed;
    }
  }

  @Override
  public String name() {
    return component + " " + target;
  }

  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact(
        "whether %s can go back to %s".formatted(component, target),
        name(),
        "Rehearse it and send release.rehearsed.",
        MissingFact.Kind.REHEARSAL);
  }

  /** The target, where at least one fresh instance of it is there and takes work. */
  public Optional<LiveVersion> liveTarget() {
    return live.stream()
        .filter(each -> each.version().equals(target) && each.fresh() > each.leaving())
        .findFirst();
  }

  /** Whether instances of the target are there, and all of them are about to stop. */
  public boolean targetIsLeaving() {
    return live.stream().anyMatch(each -> each.version().equals(target) && each.leaving() > 0);
  }

  /** A word on capacity that is too old to say anything. */
  public Optional<Capacity> staleCapacity() {
    return capacity.filter(each -> each.fact().stale());
  }

  /** The versions that would be left. */
  public List<LiveVersion> left() {
    return live.stream().filter(each -> !each.version().equals(target)).toList();
  }

  /** The versions that would be left, for people; empty: none is there. */
  public String leaving() {
    return left().stream().map(LiveVersion::version).collect(Collectors.joining(", "));
  }

  public boolean is(ComponentKind expected) {
    return kind.filter(expected::equals).isPresent();
  }
}
