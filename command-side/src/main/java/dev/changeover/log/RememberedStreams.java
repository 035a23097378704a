package dev.changeover.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * What streams held when this node last read them or appended to them, as it would be read, so that
 * a command need not read its stream again. Doors and other nodes may have told more since: what is
 * decided on it counts once the log has confirmed it, see {@link DecisionBasis}.
 */
public final class RememberedStreams {
  /** Of what commands decide on at the moment; anything else is read again. */
  private static final long MOST_BYTES = 16 * 1024 * 1024;

  private static final int LONGEST = 200;

  /** Message, metadata and their maps, about. */
  private static final int BYTES_BESIDE_PAYLOAD = 1_000;

  private final Cache<String, Remembered> streams =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((String _, Remembered stream) -> stream.bytes())
          .executor(Runnable::run)
          .build();

  /** A stream from its beginning. */
  private record Remembered(List<DomainEventMessage<?>> messages, int bytes) {
    private long next() {
      return messages.getLast().getSequenceNumber() + 1;
    }

    private Remembered with(StoredFact newest) {
      List<DomainEventMessage<?>> longer = new ArrayList<>(messages.size() + 1);
      longer.addAll(messages);
      longer.add(DecidedFact.domainMessage(newest));
      return new Remembered(List.copyOf(longer), bytes + bytesOf(newest));
    }
  }

  /** The messages of a stream from its beginning; empty: it is not remembered. */
  List<DomainEventMessage<?>> of(String stream) {
    Remembered known = streams.getIfPresent(stream);
    return known == null ? List.of() : known.messages();
  }

  /** A stream was read, all of it. */
  List<DomainEventMessage<?>> read(String stream, List<StoredFact> facts) {
    List<DomainEventMessage<?>> messages = new ArrayList<>(facts.size());
    facts.forEach(fact -> messages.add(DecidedFact.domainMessage(fact)));
    if (!facts.isEmpty() && facts.size() <= LONGEST) {
      int bytes = facts.stream().mapToInt(RememberedStreams::bytesOf).sum();
      streams.put(stream, new Remembered(List.copyOf(messages), bytes));
    }
    return messages;
  }

  /** A fact was committed at the end of its stream. */
  void appended(StoredFact fact) {
    if (fact.streamSequence() == 0) {
      read(fact.stream(), List.of(fact));
    } else {
      streams
          .asMap()
          .computeIfPresent(
              fact.stream(),
              (_, known) ->
                  known.next() == fact.streamSequence() && known.messages().size() < LONGEST
                      ? known.with(fact)
                      : null);
    }
  }

  /** A stream is not what it was. */
  void forget(String stream) {
    streams.invalidate(stream);
  }

  private static int bytesOf(StoredFact fact) {
    return 2 * fact.payload().length() + BYTES_BESIDE_PAYLOAD;
  }
}
