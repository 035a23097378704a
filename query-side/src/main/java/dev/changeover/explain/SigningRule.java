package dev.changeover.explain;

import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import java.util.List;
import java.util.Optional;

/** A rule with short words for its findings; each is signed with the rule's id and version. */
public interface SigningRule<S extends Subject> extends Rule<S> {

  default Optional<Finding> supports(S subject, String message, List<CitedFact> facts) {
    return Optional.of(new Supports(id(), version(), subject.name(), message, facts));
  }

  default Optional<Finding> requires(
      S subject, String message, List<CitedFact> facts, Remedy remedy) {
    return Optional.of(new Requires(id(), version(), subject.name(), message, facts, remedy));
  }

  default Optional<Finding> blocks(
      S subject, String message, List<CitedFact> facts, Remedy remedy, Harm... harms) {
    return Optional.of(
        new Blocks(id(), version(), subject.name(), message, facts, remedy, List.of(harms)));
  }

  default Optional<Finding> undetermined(
      S subject, String message, List<CitedFact> facts, MissingFact missing) {
    return Optional.of(new Undetermined(id(), version(), subject.name(), message, facts, missing));
  }
}
