package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
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
    Set<Name> seen = new HashSet<>();
    for (Recorded<MessagePublished> each : published) {
      String id = each.event().messageId();
      if (id == null) {
        messages.add(message(each, withoutId(each)));
      } else if (seen.add(new Name(each.event().queue(), id))) {
        messages.addAll(withId(each.event().queue(), id));
      }
    }
    consumed.stream()
        .filter(each -> !joined.contains(each))
        .forEach(each -> messages.add(message(each)));
    return List.copyOf(messages);
  }

  /**
   * One message for each time that it was sent, e.g. put back from a dead-letter queue. A sending
   * that was not taken before the next one may still wait, however often the message came after
   * that: a broker may deliver one sending twice.
   */
  private List<ActionMessage> withId(String queue, String id) {
    List<Recorded<MessagePublished>> sendings = sendings(queue, id);
    List<List<Recorded<MessageConsumed>>> left = takings(queue, id);
    left.forEach(joined::addAll);
    List<ActionMessage> messages = new ArrayList<>();
    for (int i = 0; i < sendings.size(); i++) {
      Recorded<MessagePublished> sending = sendings.get(i);
      Optional<Recorded<MessagePublished>> next =
          i + 1 < sendings.size() ? Optional.of(sendings.get(i + 1)) : Optional.empty();
      List<List<Recorded<MessageConsumed>>> own = answering(left, sending, next);
      left.removeAll(own);
      messages.add(message(sending, own.stream().flatMap(List::stream).toList()));
    }
    return messages;
  }

  /** Takings that came after a sending, and surely before the next one. */
  private static List<List<Recorded<MessageConsumed>>> answering(
      List<List<Recorded<MessageConsumed>>> takings,
      Recorded<MessagePublished> sending,
      Optional<Recorded<MessagePublished>> next) {
    return takings.stream()
        .filter(
            taking -> taking.stream().noneMatch(word -> OrderOfWords.surelyBefore(word, sending)))
        .filter(
            taking ->
                next.isEmpty()
                    || taking.stream()
                        .anyMatch(word -> OrderOfWords.surelyBefore(word, next.get())))
        .toList();
  }

  /** Two sources may tell of one sending; one source does not tell of it twice. */
  private List<Recorded<MessagePublished>> sendings(String queue, String id) {
    List<Recorded<MessagePublished>> sendings = new ArrayList<>();
    published.stream()
        .filter(each -> each.event().queue().equals(queue))
        .filter(each -> id.equals(each.event().messageId()))
        .filter(
            each -> sendings.stream().allMatch(earlier -> OrderOfWords.surelyBefore(earlier, each)))
        .forEach(sendings::add);
    return sendings;
  }

  private List<List<Recorded<MessageConsumed>>> takings(String queue, String id) {
    return takings(
        consumed.stream()
            .filter(each -> each.event().queue().equals(queue))
            .filter(each -> id.equals(each.event().messageId())));
  }

  /** Takings, each as all sources told of it. */
  private static List<List<Recorded<MessageConsumed>>> takings(
      Stream<Recorded<MessageConsumed>> words) {
    List<List<Recorded<MessageConsumed>>> takings = new ArrayList<>();
    words.forEach(
        each -> {
          if (takings.isEmpty() || !OrderOfWords.areOfOne(takings.getLast().getFirst(), each)) {
            takings.add(new ArrayList<>());
          }
          takings.getLast().add(each);
        });
    return takings;
  }

  /**
   * Takings without id, of the same queue and form, answer for the sending without id that they
   * come after, and not for one before that: it may still wait.
   */
  private List<Recorded<MessageConsumed>> withoutId(Recorded<MessagePublished> sending) {
    Optional<Recorded<MessagePublished>> next =
        published.stream()
            .filter(each -> each.event().messageId() == null && isLike(each.event(), sending))
            .filter(each -> OrderOfWords.surelyBefore(sending, each))
            .findFirst();
    Stream<Recorded<MessageConsumed>> free =
        consumed.stream()
            .filter(each -> each.event().messageId() == null && !joined.contains(each))
            .filter(each -> each.event().queue().equals(sending.event().queue()))
            .filter(each -> sameForm(each.event().schema(), sending.event().schema()));
    List<Recorded<MessageConsumed>> own =
        answering(takings(free), sending, next).stream().flatMap(List::stream).toList();
    joined.addAll(own);
    return own;
  }

  private static boolean isLike(MessagePublished event, Recorded<MessagePublished> sending) {
    return event.queue().equals(sending.event().queue())
        && sameForm(event.schema(), sending.event().schema());
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
