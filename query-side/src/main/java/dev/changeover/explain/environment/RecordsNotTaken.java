package dev.changeover.explain.environment;

import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.FeedEvent.GapReason;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.FeedFacts;
import java.util.List;

/**
 * Records of a topic that were lost or put aside before they became facts. Nothing tells what they
 * were about: an effect, a declaration that stands for years, a phase. So it does not matter when
 * an action began, or how long ago they were missed; somebody has to look.
 */
final class RecordsNotTaken {
  private static final int MOST_NAMED = 3;

  private RecordsNotTaken() {}

  /** For each topic with gaps that nobody has looked at. */
  static List<FactsLacking> of(EnvironmentFacts environment, Asked asked) {
    return environment.feeds().values().stream()
        .filter(feed -> !feed.open().isEmpty())
        .map(feed -> of(feed, environment.environment(), asked))
        .toList();
  }

  private static FactsLacking of(FeedFacts feed, String environment, Asked asked) {
    List<Recorded<FeedGapFound>> open = feed.open();
    String subject = "topic " + feed.topic();
    return new FactsLacking(
        subject,
        "Not all records of the Kafka topic %s became facts: %s. What they say of %s is missing here."
            .formatted(feed.topic(), named(open), environment),
        named(open.reversed(), asked),
        new MissingFact(
            "what records of topic %s say".formatted(feed.topic()),
            subject,
            howToGet(feed.topic(), open),
            MissingFact.Kind.DECLARATION));
  }

  /** The last ones: what is closed next has to reach them. */
  private static String named(List<Recorded<FeedGapFound>> open) {
    List<String> last =
        open.reversed().stream().limit(MOST_NAMED).map(gap -> inWords(gap.event())).toList();
    int others = open.size() - last.size();
    return String.join("; ", last)
        + (others == 0
            ? ""
            : "; and %s%d more"
                .formatted(open.size() == FeedFacts.MOST ? "at least " : "", others));
  }

  private static List<CitedFact> named(List<Recorded<FeedGapFound>> open, Asked asked) {
    return open.stream()
        .limit(MOST_NAMED)
        .map(
            gap ->
                CitedFact.of(
                    "gap in topic " + gap.event().topic(),
                    inWords(gap.event()),
                    gap,
                    asked.instant()))
        .toList();
  }

  private static String inWords(FeedGapFound gap) {
    Long to = gap.to();
    String which =
        to == null
            ? "from offset " + gap.from()
            : to - gap.from() == 1
                ? "offset " + gap.from()
                : "offsets %d to %d".formatted(gap.from(), to - 1);
    return "partition %d, %s (%s)".formatted(gap.partition(), which, why(gap.reason()));
  }

  private static String why(GapReason reason) {
    return switch (reason) {
      case EXPIRED -> "deleted before they were read";
      case RECREATED -> "the topic was deleted and made again";
      case TRUNCATED -> "lost by the brokers";
      case UNREADABLE -> "put into quarantine";
    };
  }

  private static String howToGet(String topic, List<Recorded<FeedGapFound>> open) {
    boolean aside = open.stream().anyMatch(gap -> gap.event().reason() == GapReason.UNREADABLE);
    boolean lost = open.stream().anyMatch(gap -> gap.event().reason() != GapReason.UNREADABLE);
    return (lost
            ? "Have the producers of %s tell again what they told in these. ".formatted(topic)
            : "")
        + (aside ? "Look into ledger.kafka_quarantine, mend what matters and send it again. " : "")
        + "Then record feed.gapclosed of topic %s with foundUpTo %d (mutation feedCloseGaps)."
            .formatted(topic, open.getLast().position());
  }
}
