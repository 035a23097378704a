package dev.changeover.ingest.cloudevents;

import dev.changeover.event.ComponentEvent.VersionDeployed;
import dev.changeover.event.ComponentEvent.VersionPublished;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentEvent.VersionRolledBack;
import dev.changeover.event.ComponentEvent.VersionUpgraded;
import dev.changeover.event.DeliveryEvent.ChangeEvidence;
import dev.changeover.event.DeliveryEvent.EnvironmentDeclared;
import dev.changeover.event.DeliveryEvent.EnvironmentModified;
import dev.changeover.event.DeliveryEvent.EnvironmentRemoved;
import dev.changeover.event.DeliveryEvent.PipelineObserved;
import dev.changeover.event.Event;
import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.IncidentEvent.IncidentResolved;
import dev.changeover.event.OtherFact;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import org.jspecify.annotations.Nullable;

/**
 * What the events of the CDEvents specification mean to us. An event that no rule reads is kept
 * whole as {@link OtherFact}.
 */
final class StandardEvents {
  private StandardEvents() {}

  /** An event with the environment it belongs to; null: none, or none that was told. */
  record Meaning(@Nullable String environment, Event event) {}

  /**
   * Maps an event of the specification.
   *
   * @throws RefusedEvent where the content lacks what the meaning needs
   */
  static Meaning of(CDEvent event) {
    String name = event.type().name();
    return switch (name) {
      case "environment.created", "environment.modified", "environment.deleted" ->
          environment(event);
      case "service.deployed", "service.upgraded", "service.rolledback" -> deployment(event);
      case "service.removed" -> {
        String version = optionalVersion(event.content());
        yield new Meaning(
            environmentOf(event.content()), new VersionRemoved(component(event), version));
      }
      case "service.published" -> {
        String version = optionalVersion(event.content());
        yield new Meaning(
            environmentOf(event.content()), new VersionPublished(component(event), version));
      }
      case "incident.detected", "incident.reported", "incident.resolved" -> incident(event);
      case "testsuiterun.finished",
          "testcaserun.finished",
          "testsuite.finished",
          "testcase.finished",
          "testoutput.published" ->
          verification(event);
      case "pipelinerun.started", "pipelinerun.finished", "taskrun.started", "taskrun.finished" ->
          pipeline(event);
      case "change.merged",
          "artifact.packaged",
          "artifact.signed",
          "artifact.published",
          "build.finished",
          "approval.created",
          "approval.updated",
          "approval.closed",
          "ticket.created",
          "ticket.updated",
          "ticket.closed" ->
          new Meaning(
              environmentOf(event.content()),
              new ChangeEvidence(name, event.subject(), event.content().object().toString()));
      default -> other(event);
    };
  }

  /** An event that no rule reads. */
  static Meaning other(CDEvent event) {
    return new Meaning(
        environmentOf(event.content()),
        new OtherFact(event.wireType(), event.content().object().toString()));
  }

  /** An environment is known by its id; the name it shows is kept beside. */
  private static Meaning environment(CDEvent event) {
    String id = event.subject();
    String url = shown(event.content(), "uri", "url");
    return new Meaning(
        id,
        switch (event.type().name()) {
          case "environment.created" -> new EnvironmentDeclared(id, url);
          case "environment.modified" -> new EnvironmentModified(id, url);
          default -> new EnvironmentRemoved(id);
        });
  }

  private static Meaning deployment(CDEvent event) {
    Fields content = event.content();
    String environment = content.object("environment").name("id");
    String artifact = content.name("artifactId");
    String version = Artifacts.version(artifact, content.at("artifactId"));
    String component = component(event);
    return new Meaning(
        environment,
        switch (event.type().name()) {
          case "service.deployed" -> new VersionDeployed(component, version, artifact);
          case "service.upgraded" -> new VersionUpgraded(component, version, artifact);
          default -> new VersionRolledBack(component, version, artifact);
        });
  }

  private static Meaning incident(CDEvent event) {
    Fields content = event.content();
    Fields service = content.optionalObject("service");
    String component = service == null ? null : Artifacts.component(service.name("id"));
    String version = optionalVersion(content);
    String detail = content.shown("description");
    return new Meaning(
        environmentOf(content),
        event.type().name().equals("incident.resolved")
            ? new IncidentResolved(event.subject(), component, version, detail)
            : new IncidentOpened(event.subject(), component, version, detail));
  }

  private static Meaning verification(CDEvent event) {
    Fields content = event.content();
    return new Meaning(
        environmentOf(content),
        new VerificationFinished(
            event.subject(),
            event.type().name(),
            content.shown("outcome"),
            shown(content, "reason", "uri")));
  }

  private static Meaning pipeline(CDEvent event) {
    Fields content = event.content();
    return new Meaning(
        environmentOf(content),
        new PipelineObserved(
            event.type().name(),
            event.subject(),
            shown(content, "pipelineName", "taskName"),
            content.shown("outcome"),
            shown(content, "uri", "url")));
  }

  private static String component(CDEvent event) {
    return Artifacts.component(event.subject());
  }

  private static @Nullable String environmentOf(Fields content) {
    return content.object().path("environment").isObject()
        ? content.object("environment").optionalName("id")
        : null;
  }

  private static @Nullable String optionalVersion(Fields content) {
    String artifact = content.optionalName("artifactId");
    return artifact == null ? null : Artifacts.version(artifact, content.at("artifactId"));
  }

  private static @Nullable String shown(Fields content, String first, String second) {
    String text = content.shown(first);
    return text == null ? content.shown(second) : text;
  }
}
