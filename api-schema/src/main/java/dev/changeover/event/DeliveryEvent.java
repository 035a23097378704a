package dev.changeover.event;

import org.jspecify.annotations.Nullable;

/**
 * What the delivery pipeline tells beside deployments; {@code delivery/<environment>/<subject>},
 * and of environments themselves {@code environment/<environment>/<name>}.
 */
public sealed interface DeliveryEvent extends Event {

  record EnvironmentDeclared(String name, @Nullable String url) implements DeliveryEvent {}

  record EnvironmentModified(String name, @Nullable String url) implements DeliveryEvent {}

  record EnvironmentRemoved(String name) implements DeliveryEvent {}

  /**
   * What was in a release, who approved it, what was built from what: change merged, artifact
   * packaged, signed or published, build finished, approval, ticket.
   *
   * @param kind CDEvents subject and predicate, e.g. {@code artifact.signed}
   * @param content the subject's content as sent, JSON
   */
  record ChangeEvidence(String kind, String subject, String content) implements DeliveryEvent {}

  /** A pipelinerun or taskrun started or finished. */
  record PipelineObserved(
      String kind,
      String run,
      @Nullable String name,
      @Nullable String outcome,
      @Nullable String url)
      implements DeliveryEvent {}
}
