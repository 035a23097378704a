package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How the world is told: each source on a clock of its own, and, where the witnesses are bad, with
 * words that are lost, come late, come out of order or are told by a second source too.
 */
final class Telling {
  static final String ENVIRONMENT = "production";
  private static final int SKEW_SECONDS = 29;

  private final Random random;
  private final boolean complete;
  private final int lostIn;
  private final int lateIn;
  private final boolean skewed;
  private final Map<String, Duration> clocks = new HashMap<>();
  private final List<Word> words = new ArrayList<>();

  /**
   * @param complete whether all of it is told, at once and by right clocks
   */
  Telling(Random random, boolean complete) {
    this.random = random;
    this.complete = complete;
    this.lostIn = random.nextBoolean() ? 8 : 40;
    this.lateIn = random.nextBoolean() ? 10 : 50;
    this.skewed = !complete && random.nextBoolean();
  }

  /** Tells it in any case, before anybody asks. */
  Word surely(String source, Instant at, Event event) {
    return say(source, at, event, true);
  }

  /** Tells it, if nothing goes wrong. */
  Word perhaps(String source, Instant at, Event event) {
    if (!complete && random.nextInt(25) == 0) {
      say(source + "-too", at, event, false);
    }
    return say(source, at, event, false);
  }

  /** Keeps this word. */
  Word keep(Word word) {
    word.sure = true;
    return word;
  }

  /** Keeps at least one of these words. */
  void oneOf(List<Word> some) {
    if (!some.isEmpty() && some.stream().noneMatch(each -> each.sure)) {
      some.get(random.nextInt(some.size())).sure = true;
    }
  }

  private Word say(String source, Instant at, Event event, boolean sure) {
    Word word = new Word(words.size(), source, at, event);
    word.sure = sure;
    word.lost = !complete && random.nextInt(lostIn) == 0;
    boolean late = !complete && random.nextInt(lateIn) == 0;
    word.delay =
        complete ? Duration.ZERO : Duration.ofMillis(random.nextInt(late ? 3_600_000 : 4_000));
    words.add(word);
    return word;
  }

  /** What is known at the moment asked, in the order in which it came in. */
  List<Told> by(Instant asked) {
    List<Word> known = new ArrayList<>();
    for (Word word : words) {
      if (!word.at.isAfter(asked) && (word.sure || !word.lost)) {
        Instant arrival = word.at.plus(word.delay);
        word.arrival = word.sure && arrival.isAfter(asked) ? asked : arrival;
        if (!word.arrival.isAfter(asked)) {
          known.add(word);
          word.heard = true;
        }
      }
    }
    known.sort(
        Comparator.<Word, Instant>comparing(each -> each.arrival)
            .thenComparingInt(each -> each.number));
    List<Told> told = new ArrayList<>();
    for (Word word : known) {
      told.add(new Told(recorded(word, told.size()), word));
    }
    return told;
  }

  private Recorded<Event> recorded(Word word, long position) {
    return new Recorded<>(
        position,
        new EventId("/" + word.source, "e-" + word.number),
        ENVIRONMENT,
        word.subject,
        word.at.plus(clock(word.source)),
        word.arrival,
        word.event);
  }

  private Duration clock(String source) {
    return skewed
        ? clocks.computeIfAbsent(
            source, _ -> Duration.ofSeconds(random.nextInt(2 * SKEW_SECONDS + 1) - SKEW_SECONDS))
        : Duration.ZERO;
  }

  /** One word that is known. */
  record Told(Recorded<Event> fact, Word word) {
    /**
     * Whether an {@link Assumption} says that it is told, so that a smaller history must keep it.
     */
    boolean sure() {
      return word.sure;
    }
  }

  /** One word, heard or not. */
  static final class Word {
    private final int number;
    private final String source;
    private final Instant at;
    private final Event event;
    private String subject = "world";
    private boolean sure;
    private boolean lost;
    private Duration delay = Duration.ZERO;
    private Instant arrival = Instant.MIN;
    private boolean heard;

    private Word(int number, String source, Instant at, Event event) {
      this.number = number;
      this.source = source;
      this.at = at;
      this.event = event;
    }

    /** What it is of, as its source names it. */
    void of(String named) {
      subject = named;
    }

    /** The truth of the world depends on its being heard. */
    void keepIfHeard() {
      sure = sure || heard;
    }

    /** Whether it was known at the moment asked. */
    boolean heard() {
      return heard;
    }
  }
}
