package dev.changeover.projection.environment.migration;

import dev.changeover.event.Recorded;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is said of undoing a phase. Where plan, declaration and event differ, irreversible wins.
 *
 * @param by the fact that says so; null where nobody said anything
 */
public record Reversibility(Said said, @Nullable Recorded<?> by) {

  /** Nobody said anything. */
  public static final Reversibility UNDECLARED = new Reversibility(Said.UNDECLARED, null);

  /** What one fact says; null: it does not. */
  public static Reversibility said(@Nullable Boolean reversible, @Nullable Recorded<?> by) {
    if (reversible == null) {
      return UNDECLARED;
    }
    return new Reversibility(reversible ? Said.REVERSIBLE : Said.IRREVERSIBLE, by);
  }

  /** The one that counts where several speak. */
  public static Reversibility strictest(Collection<Reversibility> said) {
    return said.stream().max(Comparator.comparing(Reversibility::said)).orElse(UNDECLARED);
  }

  /** UNDECLARED is neither yes nor no. In order of what wins. */
  public enum Said {
    UNDECLARED,
    REVERSIBLE,
    IRREVERSIBLE
  }
}
