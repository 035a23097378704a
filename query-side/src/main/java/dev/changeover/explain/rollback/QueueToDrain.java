package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Acceptance;
import dev.changeover.explain.environment.Producer;
import dev.changeover.explain.environment.QueueContent;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A queue that a component being rolled back takes work from.
 *
 * @param target the version that would take from it
 * @param drainers versions being left that take all that the target does not
 * @param snapshot the newest one; empty: never told
 * @param forms each form that is, or may come to be, in the queue, with what is known of the target
 *     taking it; an empty acceptance: nobody has said
 * @param producers versions that are there now and make a form that the target does not take
 * @param unknownProducers forms that the target does not take and whose producers nobody has told
 */
public record QueueToDrain(
    String queue,
    ComponentVersion target,
    List<String> drainers,
    Optional<QueueContent> snapshot,
    SortedMap<MessageForm, Optional<Acceptance>> forms,
    List<Producer> producers,
    NavigableSet<MessageForm> unknownProducers)
    implements RollbackSubject {

  /** Something that nobody has told of this queue, or not lately. */
  public record Gap(String message, List<CitedFact> facts, MissingFact missing) {}

  @Override
  public String name() {
    return "queue " + queue + " for " + target;
  }

  /** Whether the target is known to take this form; empty: not known. */
  public Optional<Boolean> accepts(MessageForm form) {
    return forms.getOrDefault(form, Optional.empty()).map(Acceptance::accepted);
  }

  public boolean rejects(MessageForm form) {
    return accepts(form).filter(yes -> !yes).isPresent();
  }

  /** Whether there is a form and the target takes every one. */
  public boolean takesAllForms() {
    return !forms.isEmpty()
        && forms.keySet().stream().allMatch(each -> accepts(each).orElse(false));
  }

  /** A snapshot that is young enough to be believed. */
  public Optional<QueueContent> fresh() {
    return snapshot.filter(each -> !each.fact().stale());
  }

  /** Whether nothing waits whose form matters and is not told. */
  public boolean tellsAll(QueueContent content) {
    return content.untold() == 0
        && (content.aside() == 0 || takesAllForms())
        && foreignSince(content).isEmpty();
  }

  /** Forms put in since the count that the target is not known to take: they may wait uncounted. */
  public List<MessageForm> foreignSince(QueueContent content) {
    return content.putInSince().stream().filter(form -> !accepts(form).orElse(false)).toList();
  }

  /** The facts that say what the target takes. */
  public List<CitedFact> whoSays() {
    return forms.values().stream()
        .flatMap(Optional::stream)
        .map(Acceptance::fact)
        .distinct()
        .toList();
  }
}
