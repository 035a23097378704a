package dev.changeover.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.EventId;
import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.FeedEvent.GapReason;
import dev.changeover.event.Sha256;
import dev.changeover.event.json.EventJson;
import dev.changeover.log.NewFact;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The facts that records of a topic were not taken, one for each environment that they may have
 * been of. Found again, a gap has the same id and is recorded once.
 *
 * @param environments that the topic has a say in; empty: all
 */
record GapFacts(Set<String> environments, Clock clock) {

  /** That records can no longer be read. */
  List<NewFact> of(Gap gap) {
    return of(gap.before(), gap.before() + "/" + gap.before().number(), gap.event());
  }

  /**
   * That records were put aside, those next to each other as one gap.
   *
   * @param poison in the order of their offsets
   */
  List<NewFact> of(Claim claim, List<Poison> poison) {
    List<NewFact> facts = new ArrayList<>();
    long from = -1;
    long to = -1;
    for (Poison each : poison) {
      if (each.foreign()) {
        continue;
      }
      long offset = each.record().offset();
      if (offset != to) {
        facts.addAll(aside(claim, from, to));
        from = offset;
      }
      to = offset + 1;
    }
    facts.addAll(aside(claim, from, to));
    return facts;
  }

  private List<NewFact> aside(Claim claim, long from, long to) {
    return from < 0
        ? List.of()
        : of(
            claim,
            "%s/%s/%d-%d".formatted(claim, claim.topicId(), from, to - 1),
            new FeedGapFound(claim.topic(), claim.partition(), from, to, GapReason.UNREADABLE));
  }

  private List<NewFact> of(Claim claim, String id, FeedGapFound found) {
    return switch (environments.size()) {
      case 0 -> List.of(fact(claim, id, null, found));
      case 1 -> List.of(fact(claim, id, environments.iterator().next(), found));
      default ->
          new TreeSet<>(environments)
              .stream().map(each -> fact(claim, id + "/" + each, each, found)).toList();
    };
  }

  private NewFact fact(Claim claim, String id, @Nullable String environment, FeedGapFound found) {
    return new NewFact(
        new EventId("kafka:/" + claim.clusterId(), id),
        environment,
        claim.toString(),
        clock.instant(),
        found,
        Sha256.of((id + new String(EventJson.write(found), UTF_8)).getBytes(UTF_8)),
        null);
  }
}
