package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Harm;
import dev.changeover.explain.MissingFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Schedules that will fire, or callbacks that may come, at the version.
 *
 * @param naming those that name the version
 * @param facts what tells of the others, or that there are none any more
 * @param untold what is missing, where what was told is not enough; empty: it is
 */
public record CallsToCome(
    Kind kind,
    ComponentVersion version,
    Instant asked,
    List<Call> naming,
    List<CitedFact> facts,
    Optional<MissingFact> untold)
    implements RetireSubject {

  /** What comes by itself. */
  public enum Kind {
    SCHEDULES("schedules", Harm.Kind.SCHEDULE),
    CALLBACKS("callbacks", Harm.Kind.CALLBACK);

    private final String plural;
    private final Harm.Kind harm;

    Kind(String plural, Harm.Kind harm) {
      this.plural = plural;
      this.harm = harm;
    }

    /** For people. */
    public String plural() {
      return plural;
    }
  }

  /**
   * One of them.
   *
   * @param next SCHEDULES: when it fires next; CALLBACKS: until when it may come; empty: not told
   */
  public record Call(String name, Optional<Instant> next, CitedFact fact) {}

  @Override
  public String name() {
    return kind.plural() + " of " + version;
  }

  /** Them as what would be harmed. */
  public Harm harm() {
    return new Harm(kind.harm, naming.size(), naming.stream().map(Call::name).toList());
  }
}
