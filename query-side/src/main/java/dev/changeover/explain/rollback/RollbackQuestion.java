package dev.changeover.explain.rollback;

import java.util.Optional;

/**
 * What is asked: may this release, or one component of it, go back?
 *
 * @param release id of the release that would be undone; empty: only a component is asked about
 * @param to with {@code component} a version of it; without, the id of an earlier release; empty:
 *     what the plan names
 * @param component the one component that would go back; empty: all that the target names
 */
public record RollbackQuestion(
    String environment, Optional<String> release, Optional<String> to, Optional<String> component) {

  /** Going back as the plan of the release says. */
  public static RollbackQuestion of(String environment, String release) {
    return new RollbackQuestion(
        environment, Optional.of(release), Optional.empty(), Optional.empty());
  }

  /** The release, or else the component, within its environment. */
  public String subject() {
    return environment + "/" + release.or(() -> component).orElse("-");
  }
}
