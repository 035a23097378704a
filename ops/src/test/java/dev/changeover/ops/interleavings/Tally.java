package dev.changeover.ops.interleavings;

import dev.changeover.ops.interleavings.Driver.Outcome;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Counts over all interleavings that a log has gone through. */
final class Tally {
  private final String name;
  private int interleavings;
  private long committed;
  private long missed;
  private int interleavingsWithMissed;
  private long twice;
  private long neverCommitted;

  Tally(String name) {
    this.name = name;
  }

  void add(Outcome outcome) {
    Set<String> seen = new HashSet<>(outcome.seen());
    Set<String> committedOnes = new HashSet<>(outcome.committed());
    long missedHere = outcome.committed().stream().filter(id -> !seen.contains(id)).count();
    interleavings++;
    committed += outcome.committed().size();
    missed += missedHere;
    interleavingsWithMissed += missedHere > 0 ? 1 : 0;
    twice += outcome.seen().size() - seen.size();
    neverCommitted += seen.stream().filter(id -> !committedOnes.contains(id)).count();
  }

  long missed() {
    return missed;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %,d interleavings, %,d events committed, %,d missed by the reader in %,d of them;"
            + " %,d seen twice, %,d seen and never committed",
        name,
        interleavings,
        committed,
        missed,
        interleavingsWithMissed,
        twice,
        neverCommitted);
  }
}
