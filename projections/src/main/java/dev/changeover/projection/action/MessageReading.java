package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Joins publications to consumptions: by message id where both tell it, else in order of time. */
final class MessageReading {
  private final List<Recorded<MessagePublished>> published;
  private final List<Recorded<MessageConsumed>> consumed;
  private final Set<Recorded<MessageConsumed>> joined = new HashSet<>();

  private MessageReading(List<Recorded<OfAction>> facts) {
    published = ActionReading.of(MessagePublished.class, facts).toList();
    consumed = ActionReading.of(MessageConsumed.class, facts).toList();
  }

  static List<ActionMessage> read(List<Recorded<OfAction>> facts) {
    return new MessageReading(facts).messages();
  }

  private List<ActionMessage> messages() {
    List<ActionMessage> messages = new ArrayList<>();
    Set<Name> seen = new LinkedHashSet<>();
    for (Recorded<MessagePublished> each : published) {
      String id = each.event().messageId();
      if (id == null) {
        messages.add(message(each, withoutId(each)));
      } else if (seen.add(new Name(each.event().queue(), id))) {
        List<Recorded<MessageConsumed>> takings = withId(each.event().queue(), id);
        messages.add(
            message(each, takings.stream().filter(taking -> mayBeOf(taking, each)).toList()));
      } else if (isSentAgain(each, id)) {
        messages.add(message(each, takenAfter(each, id)));
      }
    }
    consumed.stream()
        .filter(each -> !joined.contains(each))
        .forEach(each -> messages.add(message(each)));
    return List.copyOf(messages);
  }

  /**
   * Whether it was put back after it had been taken, e.g. from a dead-letter queue. Two sources may
   * tell of one publication, as far apart as their clocks; one source does not tell of it twice.
   */
  private boolean isSentAgain(Recorded<MessagePublished> publication, String id) {
    return published.stream()
        .filter(each -> id.equals(each.event().messageId()))
        .filter(each -> each.event().queue().equals(publication.event().queue()))
        .filter(each -> isOtherPublication(each, publication))
        .anyMatch(
            earlier ->
                withId(publication.event().queue(), id).stream()
                    .map(Recorded::effectiveAt)
                    .anyMatch(
                        taken ->
                            !taken.isBefore(earlier.effectiveAt())
                                && taken.isBefore(publication.effectiveAt())));
  }

  private static boolean isOtherPublication(
      Recorded<MessagePublished> earlier, Recorded<MessagePublished> later) {
    return earlier.id().source().equals(later.id().source())
        ? earlier.effectiveAt().isBefore(later.effectiveAt())
        : earlier.effectiveAt().isBefore(later.effectiveAt().minus(AttemptLives.CLOCK_SKEW));
  }

  /** What was taken well before it was published was another sending of it. */
  private static boolean mayBeOf(
      Recorded<MessageConsumed> taking, Recorded<MessagePublished> publication) {
    return !taking.effectiveAt().isBefore(publication.effectiveAt().minus(AttemptLives.CLOCK_SKEW));
  }

  private List<Recorded<MessageConsumed>> takenAfter(
      Recorded<MessagePublished> publication, String id) {
    return withId(publication.event().queue(), id).stream()
        .filter(each -> !each.effectiveAt().isBefore(publication.effectiveAt()))
        .toList();
  }

  private List<Recorded<MessageConsumed>> withId(String queue, String id) {
    List<Recorded<MessageConsumed>> takings =
        consumed.stream()
            .filter(each -> each.event().queue().equals(queue))
            .filter(each -> id.equals(each.event().messageId()))
            .toList();
    joined.addAll(takings);
    return takings;
  }

  /** One consumption without id, of the same queue and form, answers for one publication. */
  private List<Recorded<MessageConsumed>> withoutId(Recorded<MessagePublished> publication) {
    MessagePublished event = publication.event();
    List<Recorded<MessageConsumed>> free =
        consumed.stream()
            .filter(each -> each.event().messageId() == null && !joined.contains(each))
            .filter(each -> each.event().queue().equals(event.queue()))
            .filter(each -> sameForm(each.event().schema(), event.schema()))
            .filter(each -> mayBeOf(each, publication))
            .toList();
    List<Recorded<MessageConsumed>> takings =
        free.stream().filter(each -> isOneTaking(free.getFirst(), each)).toList();
    joined.addAll(takings);
    return takings;
  }

  /** Two sources may tell of one taking, as far apart as their clocks. */
  private static boolean isOneTaking(
      Recorded<MessageConsumed> first, Recorded<MessageConsumed> other) {
    return other.equals(first)
        || (!other.id().source().equals(first.id().source())
            && !other.effectiveAt().isAfter(first.effectiveAt().plus(AttemptLives.CLOCK_SKEW)));
  }

  private static boolean sameForm(@Nullable MessageForm one, @Nullable MessageForm other) {
    return one == null || other == null || one.equals(other);
  }

  private static ActionMessage message(
      Recorded<MessagePublished> publication, List<Recorded<MessageConsumed>> takings) {
    Optional<MessageForm> form =
        Stream.concat(
                Optional.ofNullable(publication.event().schema()).stream(),
                takings.stream()
                    .flatMap(each -> Optional.ofNullable(each.event().schema()).stream()))
            .findFirst();
    return new ActionMessage(
        publication.event().queue(),
        form,
        Optional.ofNullable(publication.event().messageId()),
        Optional.of(publication),
        takings);
  }

  private static ActionMessage message(Recorded<MessageConsumed> taking) {
    return new ActionMessage(
        taking.event().queue(),
        Optional.ofNullable(taking.event().schema()),
        Optional.ofNullable(taking.event().messageId()),
        Optional.empty(),
        List.of(taking));
  }

  private record Name(String queue, String id) {}
}
