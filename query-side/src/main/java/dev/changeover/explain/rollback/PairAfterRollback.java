package dev.changeover.explain.rollback;

import dev.changeover.explain.environment.Compatibility;

/**
 * A target version beside a version that stays.
 *
 * @param schema whether the peer is a SCHEMA component at its version
 * @param mustBeProved false where another subject speaks for it: an expanded schema is judged as
 *     the migration that expanded it
 */
public record PairAfterRollback(Compatibility pair, boolean schema, boolean mustBeProved)
    implements RollbackSubject {
  @Override
  public String name() {
    return pair.toString();
  }
}
