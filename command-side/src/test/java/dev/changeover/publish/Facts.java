package dev.changeover.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.EventId;
import dev.changeover.event.OtherFact;
import dev.changeover.event.Sha256;
import dev.changeover.log.NewFact;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Facts in forty streams. */
final class Facts {
  static final Instant OCCURRED = Instant.parse("2026-11-20T10:00:00.123456Z");
  private static final int STREAMS = 40;

  private Facts() {}

  static NewFact fact(String id, String stream, String content) {
    return new NewFact(
        new EventId("/test", id),
        "production",
        "thing/" + id,
        OCCURRED,
        new OtherFact(stream, "\"" + content + "\""),
        Sha256.of(content.getBytes(UTF_8)),
        "{\"wireType\":\"thing.seen\"}");
  }

  static List<NewFact> facts(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> fact(prefix + "-" + n, "stream-" + n % STREAMS, "content of " + n))
        .toList();
  }
}
