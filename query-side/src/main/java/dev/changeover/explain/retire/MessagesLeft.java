package dev.changeover.explain.retire;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Producer;
import java.util.List;
import java.util.SortedMap;

/**
 * Messages, waiting or still to come, that nothing but what would go takes or stands for.
 *
 * @param place e.g. {@code queue orders}
 * @param retired what would go, for people
 * @param stranded how many wait of each form that would be left with nobody to take it
 * @param producers live versions that make such forms
 * @param unversioned live workers on the queue that do not tell their version
 * @param gaps what is not told, or too long ago
 * @param facts what tells of the content, and of who takes it
 */
public record MessagesLeft(
    String place,
    String retired,
    SortedMap<MessageForm, Long> stranded,
    List<Producer> producers,
    List<CitedFact> unversioned,
    List<Gap> gaps,
    List<CitedFact> facts)
    implements RetireSubject {

  /** Something that nobody has told of this queue, or not lately. */
  public record Gap(String message, List<CitedFact> facts, MissingFact missing) {}

  @Override
  public String name() {
    return place + " for " + retired;
  }

  public long count() {
    return stranded.values().stream().mapToLong(Long::longValue).sum();
  }
}
