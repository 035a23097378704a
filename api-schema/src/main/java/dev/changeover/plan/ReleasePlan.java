package dev.changeover.plan;

import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.VersionRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One system transition in one environment, as planned. The JSON names are those of {@code
 * events.md} section 5; lists that the plan leaves out are empty.
 *
 * @param changeType STANDARD, NORMAL or EMERGENCY
 */
public record ReleasePlan(
    String release,
    String environment,
    @Nullable String requestedBy,
    @Nullable String reason,
    @Nullable ChangeType changeType,
    List<PlannedComponent> components,
    List<PlannedMigration> migrations,
    List<PlannedMessage> messages,
    List<PlannedCoexistence> coexistence,
    List<PlannedStep> steps,
    List<PlannedVerification> verification,
    @Nullable PlannedRollback rollback) {

  /** {@code from} null: the component is new in this release. */
  public record PlannedComponent(
      String name,
      ComponentKind kind,
      @Nullable String from,
      String to,
      @Nullable String artifact) {}

  /**
   * {@code component}: the SCHEMA component. A phase missing from {@code reversible} was not
   * declared.
   */
  public record PlannedMigration(
      String name,
      String component,
      Map<Phase, Boolean> reversible,
      Map<Phase, Map<String, VersionRange>> requires) {}

  /** Who produces and who accepts a message form. */
  public record PlannedMessage(
      MessageForm schema,
      @Nullable String queue,
      Map<String, VersionRange> producedBy,
      Map<String, VersionRange> acceptedBy) {}

  /**
   * {@code until}: a moment (RFC 3339), or a duration (ISO 8601) from when the pair is first seen.
   */
  public record PlannedCoexistence(
      CoexistenceEvent.Side a,
      CoexistenceEvent.Side b,
      CoexistenceEvent.Compatibility verdict,
      @Nullable String until) {}

  /**
   * Exactly one of {@code deploy} (a component) and {@code migrate} (a migration, with {@code to}).
   */
  public record PlannedStep(
      String id,
      @Nullable String deploy,
      @Nullable String migrate,
      @Nullable Phase to,
      List<String> after,
      @Nullable Integer instances,
      @Nullable Double share,
      @Nullable Duration bake) {}

  public record PlannedVerification(
      @Nullable String probe, @Nullable String actionType, List<String> after) {}

  /** {@code target}: component to version. */
  public record PlannedRollback(
      @Nullable String owner, Map<String, String> target, List<String> abortWhen) {}

  /** How the change was classified. */
  public enum ChangeType {
    STANDARD,
    NORMAL,
    EMERGENCY
  }
}
