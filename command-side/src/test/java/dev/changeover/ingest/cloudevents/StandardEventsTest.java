package dev.changeover.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ComponentEvent.VersionDeployed;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentEvent.VersionRolledBack;
import dev.changeover.event.DeliveryEvent.ChangeEvidence;
import dev.changeover.event.DeliveryEvent.EnvironmentDeclared;
import dev.changeover.event.DeliveryEvent.PipelineObserved;
import dev.changeover.event.EventId;
import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.OtherFact;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import dev.changeover.log.NewFact;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardEventsTest {

  @Test
  void a_deployment_names_component_version_and_environment() {
    NewFact fact =
        Sent.fact(
            Sent.standard(
                "service.deployed.0.3.0",
                "checkout",
                "{\"environment\":{\"id\":\"production\",\"source\":\"/iaas\"},\"artifactId\":\"pkg:oci/checkout@2.4.0\"}"));
    assertThat(fact.event())
        .isEqualTo(new VersionDeployed("checkout", "2.4.0", "pkg:oci/checkout@2.4.0"));
    assertThat(fact.environment()).isEqualTo("production");
    assertThat(fact.id()).isEqualTo(new EventId("/ci", "e-1"));
    assertThat(fact.occurredAt()).isEqualTo(Instant.parse("2026-11-20T14:02:10Z"));
    assertThat(extras(fact))
        .contains("\"wireType\":\"dev.cdevents.service.deployed.0.3.0\"")
        .contains("\"source\":\"/iaas\"");
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:oci/checkout@sha256%3A0b31b1, sha256:0b31b1",
    "pkg:oci/checkout@sha256%3A0b31b1?tag=2.4.0, sha256:0b31b1",
    "pkg:docker/acme/checkout?tag=2.4.0, 2.4.0",
    "pkg:maven/org.acme/checkout@2.4.0-rc.1, 2.4.0-rc.1",
    "registry.acme.org/checkout:2.4.0, registry.acme.org/checkout:2.4.0"
  })
  void the_version_is_the_purls_and_a_digest_stays_a_digest(String artifact, String version) {
    NewFact fact = Sent.fact(deployed("checkout", artifact));
    assertThat(((VersionDeployed) fact.event()).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({
    "checkout, checkout",
    "/prod/service/checkout, checkout",
    "/prod/service/checkout/, checkout",
    "https://git.acme.org/shop/checkout, checkout",
    "pkg:oci/checkout@1.0, checkout",
    "shop/checkout, shop/checkout"
  })
  void a_service_is_known_by_the_last_part_of_a_path(String subject, String component) {
    NewFact fact = Sent.fact(deployed(subject, "pkg:oci/checkout@2.4.0"));
    assertThat(((VersionDeployed) fact.event()).component()).isEqualTo(component);
    assertThat(fact.subject()).isEqualTo(subject);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:oci/checkout, /subject/content/artifactId",
    "pkg:, /subject/content/artifactId",
    "'', /subject/content/artifactId"
  })
  void an_artifact_without_a_version_is_refused_at_its_place(String artifact, String pointer) {
    assertThat(Sent.problem(deployed("checkout", artifact)).pointer()).isEqualTo(pointer);
  }

  @Test
  void a_deployment_to_nowhere_is_refused_at_its_place() {
    assertThat(
            Sent.problem(
                    Sent.standard(
                        "service.deployed.0.3.0", "checkout", "{\"artifactId\":\"pkg:oci/c@1\"}"))
                .pointer())
        .isEqualTo("/subject/content/environment");
    assertThat(
            Sent.problem(
                    Sent.standard("service.upgraded.0.3.0", "checkout", "{\"environment\":{}}"))
                .pointer())
        .isEqualTo("/subject/content/environment/id");
  }

  @Test
  void the_other_service_events_are_told_apart() {
    String content = "{\"environment\":{\"id\":\"p\"},\"artifactId\":\"pkg:oci/checkout@2.3.1\"}";
    assertThat(Sent.fact(Sent.standard("service.rolledback.0.1.1", "checkout", content)).event())
        .isEqualTo(new VersionRolledBack("checkout", "2.3.1", "pkg:oci/checkout@2.3.1"));
    NewFact removed = Sent.fact(Sent.standard("service.removed.0.1.1", "checkout", "{}"));
    assertThat(removed.event()).isEqualTo(new VersionRemoved("checkout", null));
    assertThat(removed.environment()).isNull();
  }

  @Test
  void an_environment_is_known_by_its_id() {
    NewFact fact =
        Sent.fact(
            Sent.standard(
                "environment.created.0.1.1",
                "production",
                "{\"name\":\"Production\",\"url\":\"https://acme.org\"}"));
    assertThat(fact.event()).isEqualTo(new EnvironmentDeclared("production", "https://acme.org"));
    assertThat(fact.environment()).isEqualTo("production");
    assertThat(extras(fact)).contains("Production");
  }

  @Test
  void incidents_tests_pipelines_and_evidence_have_records_of_their_own() {
    assertThat(
            Sent.fact(
                    Sent.standard(
                        "incident.detected.0.3.0",
                        "incident-1",
                        "{\"description\":\"slow\",\"environment\":{\"id\":\"p\"},\"service\":{\"id\":\"checkout\"},\"artifactId\":\"pkg:oci/checkout@2.4.0\"}"))
                .event())
        .isEqualTo(new IncidentOpened("incident-1", "checkout", "2.4.0", "slow"));
    assertThat(
            Sent.fact(
                    Sent.standard(
                        "testsuiterun.finished.0.3.0",
                        "run-1",
                        "{\"outcome\":\"failure\",\"reason\":\"no host\",\"environment\":{\"id\":\"p\"}}"))
                .event())
        .isEqualTo(
            new VerificationFinished("run-1", "testsuiterun.finished", "failure", "no host"));
    assertThat(
            Sent.fact(
                    Sent.standard(
                        "pipelinerun.finished.0.2.0",
                        "run-2",
                        "{\"pipelineName\":\"deploy\",\"outcome\":\"success\",\"url\":\"u\"}"))
                .event())
        .isEqualTo(new PipelineObserved("pipelinerun.finished", "run-2", "deploy", "success", "u"));
    assertThat(
            Sent.fact(Sent.standard("approval.closed.0.1.0", "a-1", "{\"decision\":\"approved\"}"))
                .event())
        .isEqualTo(new ChangeEvidence("approval.closed", "a-1", "{\"decision\":\"approved\"}"));
  }

  @Test
  void what_no_rule_reads_is_kept_whole() {
    assertThat(Sent.fact(Sent.standard("branch.created.0.3.0", "b", "{\"x\":1.50}")).event())
        .isEqualTo(new OtherFact("dev.cdevents.branch.created.0.3.0", "{\"x\":1.50}"));
    String custom =
        Sent.standard("x.y.0.1.0", "s", "{}")
            .replace("dev.cdevents.x.y.", "dev.cdeventsx.mytool-resource.created.");
    assertThat(Sent.fact(custom).event())
        .isEqualTo(new OtherFact("dev.cdeventsx.mytool-resource.created.0.1.0", "{}"));
  }

  private static String deployed(String subject, String artifact) {
    return Sent.standard(
        "service.deployed.0.3.0",
        subject,
        "{\"environment\":{\"id\":\"production\"},\"artifactId\":\"" + artifact + "\"}");
  }

  private static String extras(NewFact fact) {
    return String.valueOf(fact.extras());
  }
}
