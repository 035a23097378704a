package dev.changeover.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.access.Caller;
import dev.changeover.access.Role;
import dev.changeover.ingest.cloudevents.CloudEventReader;
import dev.changeover.ingest.cloudevents.Reading;
import dev.changeover.log.NewFact;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as {@code POST /events} reads bodies. Source: CloudEvents 1.0.2, Kafka protocol
 * binding: attributes in {@code ce_} headers, as UTF-8 and not percent-encoded; the media type in
 * {@code content-type}.
 */
final class EventRecords {
  private static final String CONTENT_TYPE = "content-type";
  private static final String ATTRIBUTE_PREFIX = "ce_";

  private final CloudEventReader reader;
  private final KafkaInSettings.Topic topic;
  private final Caller rights;

  EventRecords(CloudEventReader reader, KafkaInSettings.Topic topic) {
    this.reader = reader;
    this.topic = topic;
    this.rights = rights(topic);
  }

  /** Whoever may write to a topic, as if they had sent with a token. */
  static Caller rights(KafkaInSettings.Topic topic) {
    return new Caller(
        "kafka", topic.name(), Set.of(Role.INGEST), topic.environments(), topic.sources());
  }

  ReadRecord read(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      return refused(record, ProblemCode.BODY_UNREADABLE, "the record has no value");
    }
    try {
      return admitted(
          record,
          reader.readBeside(attributes(record), header(record, CONTENT_TYPE), value).readings());
    } catch (CloudEventReader.UnreadableBody unreadable) {
      return new ReadRecord(List.of(), Poison.of(record, unreadable.problem()));
    } catch (RuntimeException fault) {
      // What a reader stumbles over, it stumbles over again: the partition must not wait for it.
      return refused(record, ProblemCode.BODY_UNREADABLE, "reading it failed: " + fault);
    }
  }

  private ReadRecord admitted(ConsumerRecord<byte[], byte[]> record, List<Reading> readings) {
    List<NewFact> facts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Refused refused -> problems.add(refused.problem());
        case Reading.Mapped(NewFact fact) ->
            rights
                .refusalToTell(fact.environment(), fact.id().source())
                .ifPresentOrElse(
                    problem -> problems.add(notAllowed(fact, problem)), () -> facts.add(fact));
      }
    }
    if (problems.isEmpty()) {
      return new ReadRecord(
          facts,
          facts.isEmpty()
              ? Poison.of(record, ProblemCode.BODY_UNREADABLE, "the record holds no event")
              : null);
    }
    Poison first = Poison.of(record, problems.getFirst());
    String others =
        readings.size() == 1
            ? ""
            : "; %d of %d events are held back".formatted(problems.size(), readings.size());
    boolean foreign =
        problems.stream().allMatch(each -> each.code() == ProblemCode.ENVIRONMENT_NOT_ALLOWED);
    return new ReadRecord(
        facts, new Poison(record, first.code(), first.reason() + others, foreign));
  }

  private Problem notAllowed(NewFact fact, Problem problem) {
    return Problem.of(
        problem.code(),
        "topic %s is bound by changeover.kafka.in.topics and may not tell facts of environment '%s' for source '%s'"
            .formatted(topic.name(), fact.environment(), fact.id().source()));
  }

  private static ReadRecord refused(
      ConsumerRecord<byte[], byte[]> record, ProblemCode code, String reason) {
    return new ReadRecord(List.of(), Poison.of(record, code, reason));
  }

  private static Map<String, String> attributes(ConsumerRecord<?, ?> record) {
    Map<String, String> attributes = new HashMap<>();
    for (Header header : record.headers()) {
      String name = header.key().toLowerCase(Locale.ROOT);
      byte @Nullable [] value = header.value();
      if (name.startsWith(ATTRIBUTE_PREFIX) && value != null) {
        attributes.put(name.substring(ATTRIBUTE_PREFIX.length()), new String(value, UTF_8));
      }
    }
    return attributes;
  }

  private static @Nullable String header(ConsumerRecord<?, ?> record, String wanted) {
    String found = null;
    for (Header header : record.headers()) {
      byte @Nullable [] value = header.value();
      if (header.key().toLowerCase(Locale.ROOT).equals(wanted) && value != null) {
        found = new String(value, UTF_8);
      }
    }
    return found;
  }
}
