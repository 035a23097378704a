package dev.changeover.ingest.otlp.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ActionRef;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import dev.changeover.event.json.EventJson;
import dev.changeover.event.otel.ChangeoverAttributes;
import dev.changeover.ingest.otlp.meaning.Meaning;
import dev.changeover.ingest.otlp.meaning.Outcomes;
import dev.changeover.ingest.otlp.meaning.Role;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.log.NewFact;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The facts that one span tells of one action. The same span at the same place always gives the
 * same facts under the same ids, so that sending it again is harmless.
 */
final class SpanFacts {
  private final SeenSpan span;
  private final Placement place;
  private final Meaning meaning;
  private final ActionRef action;
  private final String extras;
  private final List<NewFact> facts = new ArrayList<>();

  private SpanFacts(SeenSpan span, Placement place, Meaning meaning, ActionRef action) {
    this.span = span;
    this.place = place;
    this.meaning = meaning;
    this.action = action;
    this.extras = extras(span, place);
  }

  /**
   * @param leavesWork whether the trace sends messages on, so that the end of an unmapped entry is
   *     not the end of the work
   */
  static List<NewFact> of(
      SeenSpan span, Placement place, Meaning meaning, ActionRef action, boolean leavesWork) {
    SpanFacts facts = new SpanFacts(span, place, meaning, action);
    facts.derive(leavesWork);
    return facts.facts;
  }

  private void derive(boolean leavesWork) {
    boolean entry = place.how() == Placement.How.UNMAPPED_ENTRY;
    boolean failed = Outcomes.ofAttempt(span) != AttemptOutcome.SUCCEEDED;
    if (entry || meaning.is(Role.ACCEPT)) {
      accepted();
    }
    boolean refusedAtTheDoor = meaning.is(Role.ACCEPT) && failed;
    if (meaning.is(Role.STEP) || place.ownStep() || refusedAtTheDoor) {
      step(place.step() == null ? span.name() : place.step());
    }
    if (meaning.is(Role.EFFECT) && place.effect() != null) {
      effect(place.effect(), meaning.effect().target(), meaning.effect().outcome());
    }
    if (meaning.is(Role.PUBLISH)) {
      published(failed);
    }
    if (meaning.is(Role.CONSUME) && !failed) {
      consumed();
    }
    boolean ended = span.endedAt() != null;
    if (meaning.is(Role.FINISH) || (entry && ended && !leavesWork && span.parentSpanId() == null)) {
      finished();
    }
  }

  private void accepted() {
    ActionAccepted event =
        new ActionAccepted(action, meaning.key(), span.component(), span.version(), null);
    add("accepted", span.startedAt(), event);
  }

  private void step(String name) {
    String graph = span.attribute(ChangeoverAttributes.STEP_GRAPH);
    Instant lease = leaseUntil();
    add(
        "started",
        span.startedAt(),
        new StepStarted(
            action,
            name,
            place.attempt(),
            span.component(),
            span.version(),
            span.instance(),
            graph,
            lease,
            null,
            null,
            meaning.stepClass()));
    Instant endedAt = span.endedAt();
    if (endedAt != null) {
      AttemptOutcome outcome = Outcomes.ofAttempt(span);
      add(
          "ended",
          endedAt,
          new StepFinished(
              action,
              name,
              place.attempt(),
              span.component(),
              span.version(),
              span.instance(),
              graph,
              outcome,
              outcome == AttemptOutcome.SUCCEEDED ? null : Outcomes.errorOf(span),
              null,
              lease,
              null));
    }
  }

  private void effect(String name, @Nullable String target, EffectOutcome outcome) {
    Meaning.Effect told = meaning.effect();
    EffectRecorded event =
        new EffectRecorded(
            action,
            Objects.requireNonNullElse(place.step(), name),
            place.attempt(),
            name,
            target,
            outcome,
            told.keyHash(),
            told.payloadHash(),
            told.keyTtl(),
            told.queryable());
    add("effect", lastAt(), event);
  }

  /** A message that may or may not be in the queue is an effect in doubt. */
  private void published(boolean failed) {
    Meaning.Message message = meaning.message();
    String queue = message.queue();
    if (failed || queue == null) {
      effect("publish " + (queue == null ? span.name() : queue), queue, Outcomes.ofEffect(span));
      return;
    }
    add(
        "published",
        lastAt(),
        new MessagePublished(
            action,
            queue,
            message.schema(),
            message.messageId(),
            span.component(),
            span.version()));
  }

  /** Only where the handler succeeded: a message whose handling failed may be delivered again. */
  private void consumed() {
    Meaning.Message message = meaning.message();
    String queue = message.queue();
    if (queue != null) {
      add(
          "consumed",
          lastAt(),
          new MessageConsumed(
              action,
              queue,
              message.schema(),
              message.messageId(),
              span.component(),
              span.version()));
    }
  }

  private void finished() {
    add(
        "finished",
        lastAt(),
        new ActionFinished(
            action, meaning.key(), span.component(), span.version(), meaning.finish()));
  }

  private Instant lastAt() {
    return span.endedAt() == null ? span.startedAt() : span.endedAt();
  }

  private @Nullable Instant leaseUntil() {
    String told = span.attribute(ChangeoverAttributes.LEASE_UNTIL);
    try {
      return told == null ? null : Instant.parse(told);
    } catch (DateTimeParseException unreadable) {
      return null; // a lease that cannot be read proves nothing
    }
  }

  private void add(String what, Instant occurredAt, ActionEvent.OfAction event) {
    String suffix = place.actions().size() > 1 ? ":" + action : "";
    String id = span.key().traceId() + ":" + span.key().spanId() + ":" + what + suffix;
    MessageDigest content = Sha256.inPieces();
    content.update(EventJson.write(event));
    content.update(occurredAt.toString().getBytes(UTF_8));
    facts.add(
        new NewFact(
            new EventId(source(span.key().environment(), span.component()), id),
            span.key().environment(),
            action.toString(),
            occurredAt,
            event,
            Sha256.ofDigest(content.digest()),
            extras));
  }

  /** What the span tells beside the record: where to find it. */
  private static String extras(SeenSpan span, Placement place) {
    Map<String, Object> extras = new TreeMap<>();
    extras.put("traceId", span.key().traceId());
    extras.put("spanId", span.key().spanId());
    if (!place.declared()) {
      extras.put("unmapped", true);
    }
    return EventJson.mapper().writeValueAsString(extras);
  }

  static String source(String environment, String component) {
    return "otlp:/" + environment + "/" + component;
  }

  /** The fact of a gap. */
  static NewFact of(Gap gap) {
    return aboutGap(gap, idOf(gap), new TraceGapFound(gap.action(), gap.what()));
  }

  /** The fact that it is none any longer. */
  static NewFact ofClosed(Gap gap) {
    String id = idOf(gap);
    return aboutGap(gap, id + ":closed", new TraceGapClosed(gap.action(), id));
  }

  private static String idOf(Gap gap) {
    return "%s:%s:gap-%s:%s"
        .formatted(gap.at().traceId(), gap.at().spanId(), gap.kind(), gap.action());
  }

  private static NewFact aboutGap(Gap gap, String id, ActionEvent.OfAction event) {
    return new NewFact(
        new EventId(source(gap.at().environment(), "traces"), id),
        gap.at().environment(),
        gap.action().toString(),
        gap.occurredAt(),
        event,
        Sha256.of(EventJson.write(event)),
        null);
  }
}
