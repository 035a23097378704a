package dev.changeover.log;

import java.time.Duration;
import java.time.Instant;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log as Axon's streaming processors read it: one message for each fact, in position order,
 * with {@code Recorded<Event>} as payload. The payload is decoded when it is asked for, so that one
 * unreadable fact does not end the stream. Its tokens are plain positions: since positions are
 * dense and in commit order there are no gaps to keep in mind.
 */
public final class LedgerMessageSource implements StreamableMessageSource<TrackedEventMessage<?>> {
  private final LedgerReader reader;
  private final LedgerSignal signal;
  private final RecentFacts recent;

  public LedgerMessageSource(LedgerReader reader, LedgerSignal signal) {
    this.reader = reader;
    this.signal = signal;
    this.recent = new RecentFacts(reader, signal);
  }

  /**
   * Opens a stream that is woken by commits.
   *
   * @param token the stream begins after it; null: at the beginning
   */
  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new LedgerStream(recent, signal, position(token));
  }

  @Override
  public TrackingToken createTailToken() {
    return new LedgerTokens(reader).tail();
  }

  @Override
  public TrackingToken createHeadToken() {
    return new LedgerTokens(reader).head();
  }

  @Override
  public TrackingToken createTokenAt(Instant moment) {
    return new LedgerTokens(reader).at(moment);
  }

  @Override
  public TrackingToken createTokenSince(Duration duration) {
    return createTokenAt(Instant.now().minus(duration));
  }

  static long position(@Nullable TrackingToken token) {
    TrackingToken plain = token == null ? null : WrappedToken.unwrapLowerBound(token);
    return switch (plain) {
      case null -> LedgerReader.BEFORE_FIRST;
      case GlobalSequenceTrackingToken at -> at.getGlobalIndex();
      default ->
          throw new IllegalArgumentException(
              "the log is read by position, but the token is a %s (%s); delete the row of"
                      .formatted(plain.getClass().getSimpleName(), plain)
                  + " ledger.token_entry that holds it and replay");
    };
  }
}
