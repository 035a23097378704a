package dev.changeover.graphql;

import dev.changeover.event.ActionRef;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.projection.timeline.TimelineSubject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose timeline is asked for; the input {@code TimelineSubject} of the schema. */
public record TimelineOf(
    String environment,
    @Nullable String release,
    @Nullable String action,
    @Nullable String component,
    @Nullable String migration,
    @Nullable String queue) {

  /**
   * The one thing that is named.
   *
   * @throws Refusal where several are, or the action is not named as type/id
   */
  public TimelineSubject subject() {
    TimelineSubject whole = TimelineSubject.ofEnvironment(environment);
    List<TimelineSubject> named =
        Stream.of(
                Stream.ofNullable(release).map(whole::release),
                Stream.ofNullable(action).map(text -> whole.action(action(text))),
                Stream.ofNullable(component).map(whole::component),
                Stream.ofNullable(migration).map(whole::migration),
                Stream.ofNullable(queue).map(whole::queue))
            .flatMap(each -> each)
            .toList();
    if (named.size() > 1) {
      throw new Refusal(
          Code.SUBJECT_UNCLEAR,
          "a timeline is of one thing, got %s; name one of them"
              .formatted(named.stream().map(TimelineSubject::name).toList()));
    }
    return named.isEmpty() ? whole : named.getFirst();
  }

  private static ActionRef action(String text) {
    try {
      return ActionRef.parse(text);
    } catch (IllegalArgumentException notAnAction) {
      throw new Refusal(Code.SUBJECT_UNCLEAR, String.valueOf(notAnAction.getMessage()));
    }
  }
}
