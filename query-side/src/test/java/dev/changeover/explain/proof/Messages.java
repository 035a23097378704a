package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.REF;

import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.MessageForm;
import dev.changeover.explain.proof.ActionTruth.Kind;
import dev.changeover.explain.proof.ActionTruth.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How messages travel: sent, sent again by hand, delivered twice, dropped by an inbox, left. */
final class Messages {
  /** A message that somebody took. */
  record Delivery(String id, Fleet.Worker taker) {}

  private final RetryScene scene;
  private final Dice dice;
  private final Map<Step, String> ids = new HashMap<>();
  private final List<Telling.Word> words = new ArrayList<>();

  Messages(RetryScene scene) {
    this.scene = scene;
    this.dice = scene.dice();
  }

  /** Whether anybody heard that a step is run by messages. */
  boolean toldOf() {
    return words.stream().anyMatch(Telling.Word::heard);
  }

  /** Sends the message of a step; empty: it waits, or was dropped. */
  Optional<Delivery> deliver(Step step, boolean byHand) {
    String id =
        scene.truth().messagesKeepTheirId ? ids.computeIfAbsent(step, _ -> newId()) : newId();
    Telling.Word sent = sent(id, byHand);
    boolean somebody =
        scene.fleet().alive(now()).stream()
            .anyMatch(each -> scene.fleet().accepts(each.version, scene.habits().form));
    if (!somebody || dice.often(15)) {
      scene.underway().waits(now(), step, sent);
      return Optional.empty();
    }
    scene.clock().later(5);
    Optional<Delivery> delivery = taken(step, id);
    if (delivery.isPresent() && dice.often(15)) {
      scene.clock().later(70 + dice.below(200));
      return taken(step, id);
    }
    return delivery;
  }

  private String newId() {
    return "m-" + dice.below(1_000_000);
  }

  private Telling.Word sent(String id, boolean byHand) {
    Telling telling = scene.reports().telling;
    MessagePublished event =
        new MessagePublished(REF, Fleet.QUEUE, form(), told(id), Fleet.COMPONENT, null);
    Telling.Word word = telling.perhaps("broker", now(), event);
    words.add(byHand ? telling.keep(word) : word);
    return word;
  }

  private Optional<Delivery> taken(Step step, String id) {
    Optional<Fleet.Worker> taker = scene.worker();
    taker.ifPresent(
        process ->
            words.add(
                scene
                    .reports()
                    .telling
                    .perhaps(
                        "broker",
                        now(),
                        new MessageConsumed(
                            REF,
                            Fleet.QUEUE,
                            form(),
                            told(id),
                            Fleet.COMPONENT,
                            process.version))));
    scene.truth().deliveries.computeIfAbsent(step, _ -> new ArrayList<>()).add(id);
    return taker
        .filter(process -> !isDropped(step, id, process))
        .map(process -> new Delivery(id, process));
  }

  private boolean isDropped(Step step, String id, Fleet.Worker process) {
    return step.kind() == Kind.INBOX_DEDUPED
        && scene.truth().isNoted(step, id, process.version, now());
  }

  private @Nullable String told(String id) {
    return scene.habits().tellsMessageIds ? id : null;
  }

  private MessageForm form() {
    return new MessageForm(scene.habits().form);
  }

  private Instant now() {
    return scene.clock().now();
  }
}
