package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.DependantOfVersion;
import dev.changeover.explain.rollback.DependantOfVersion.Kind;
import java.util.Optional;

/** What one version has put into a cache the other takes out of it. */
public record TheCacheMayHoldForeignEntries() implements SigningRule<DependantOfVersion> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-15");
  }

  @Override
  public String title() {
    return "A shared cache holds entries that the target may fail to read";
  }

  @Override
  public Class<DependantOfVersion> judges() {
    return DependantOfVersion.class;
  }

  @Override
  public Optional<Finding> judge(DependantOfVersion subject) {
    if (subject.kind() != Kind.CACHE_ENTRIES || !subject.isTold()) {
      return Optional.empty();
    }
    return subject.count() == 0
        ? supports(
            subject, "The cache of %s is empty.".formatted(subject.component()), subject.facts())
        : requires(
            subject,
            "%d entries (%s) are in the cache of %s; its %s may fail to read them."
                .formatted(
                    subject.count(),
                    String.join(", ", subject.names()),
                    subject.component(),
                    subject.target()),
            subject.facts(),
            new Remedy(
                Remedy.Kind.CONFIGURE,
                "Flush the cache of %s as it goes back, or let each version have keys of its own."
                    .formatted(subject.component()),
                "cache.flushed or cache.observed counts no entries"));
  }
}
