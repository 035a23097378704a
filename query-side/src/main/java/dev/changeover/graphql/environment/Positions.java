package dev.changeover.graphql.environment;

import dev.changeover.event.Recorded;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Positions of facts, for citing. */
public final class Positions {
  private Positions() {}

  /** Of those that are there; ascending, each once. */
  public static List<Long> of(@Nullable Recorded<?>... facts) {
    return Stream.of(facts)
        .filter(Objects::nonNull)
        .map(Recorded::position)
        .distinct()
        .sorted()
        .toList();
  }
}
