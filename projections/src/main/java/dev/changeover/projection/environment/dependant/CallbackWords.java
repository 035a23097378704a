package dev.changeover.projection.environment.dependant;

import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent;
import dev.changeover.event.CallbackEvent.CallbackExpired;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was told of answers of one name: several actions may wait under it, and several sources
 * may tell of one that does.
 *
 * @param registered by action and source, each the latest
 * @param received by action, each the latest; of no action told: under the empty text
 * @param expired likewise
 */
public record CallbackWords(
    String callback,
    SortedMap<String, Recorded<CallbackRegistered>> registered,
    SortedMap<String, Recorded<CallbackReceived>> received,
    SortedMap<String, Recorded<CallbackExpired>> expired) {

  /** Nothing known yet. */
  public static CallbackWords none(String callback) {
    return new CallbackWords(callback, Join.none(), Join.none(), Join.none());
  }

  public CallbackWords registered(Recorded<CallbackRegistered> fact) {
    String key = actionOf(fact.event()) + " " + fact.id().source();
    return new CallbackWords(callback, Join.latest(registered, key, fact), received, expired);
  }

  public CallbackWords received(Recorded<CallbackReceived> fact) {
    return new CallbackWords(
        callback, registered, Join.latest(received, actionOf(fact.event()), fact), expired);
  }

  public CallbackWords expired(Recorded<CallbackExpired> fact) {
    return new CallbackWords(
        callback, registered, received, Join.latest(expired, actionOf(fact.event()), fact));
  }

  /** Each as it was registered, with what ended it. */
  public Stream<CallbackFacts> each() {
    return byRegistration().values().stream();
  }

  /** By its name, and where several wait under that, by what tells them apart. */
  public SortedMap<String, CallbackFacts> byRegistration() {
    SortedMap<String, CallbackFacts> all = new TreeMap<>();
    SortedMap<String, Recorded<CallbackRegistered>> words = withoutCompleted();
    words.forEach(
        (key, word) ->
            all.put(
                words.size() == 1 ? callback : callback + "\n" + key,
                new CallbackFacts(callback, word, endOf(word, received), endOf(word, expired))));
    return all;
  }

  /** Without those that told no action, and whose source told it later. */
  private SortedMap<String, Recorded<CallbackRegistered>> withoutCompleted() {
    SortedMap<String, Recorded<CallbackRegistered>> words = new TreeMap<>(registered);
    words
        .values()
        .removeIf(
            word ->
                actionOf(word.event()).isEmpty()
                    && registered.values().stream().anyMatch(other -> completes(other, word)));
    return words;
  }

  private static boolean completes(
      Recorded<CallbackRegistered> other, Recorded<CallbackRegistered> word) {
    return !actionOf(other.event()).isEmpty()
        && other.id().source().equals(word.id().source())
        && !other.effectiveAt().isBefore(word.effectiveAt());
  }

  /** Whether any of them is outstanding. */
  public boolean outstanding() {
    return each().anyMatch(CallbackFacts::outstanding);
  }

  /** An action that waited for it, as any of its facts says. */
  public Optional<ActionRef> action() {
    return Stream.of(registered, received, expired)
        .flatMap(each -> each.values().stream())
        .flatMap(each -> Stream.ofNullable(each.event().action()))
        .findFirst();
  }

  /** Where several wait under the name, an end that names no action ends none of those that do. */
  private <E extends CallbackEvent> @Nullable Recorded<E> endOf(
      Recorded<CallbackRegistered> word, SortedMap<String, Recorded<E>> ends) {
    List<String> waiting =
        withoutCompleted().values().stream()
            .map(each -> actionOf(each.event()))
            .distinct()
            .toList();
    String own = actionOf(word.event());
    return ends.entrySet().stream()
        .filter(
            each ->
                each.getKey().equals(own)
                    || (waiting.size() == 1 && (own.isEmpty() || each.getKey().isEmpty())))
        .map(Map.Entry::getValue)
        .max(Recorded.BY_TIME)
        .orElse(null);
  }

  private static String actionOf(CallbackEvent event) {
    ActionRef action = event.action();
    return action == null ? "" : action.toString();
  }
}
