package dev.changeover.ops.interleavings;

import dev.changeover.event.Recorded;
import dev.changeover.log.LedgerMessageSource;
import dev.changeover.log.LedgerSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;

/** Reads the stream that projections read. */
final class OurReader implements Subject.Reader {
  private static final int PATIENCE_SECONDS = 30;

  private final LedgerMessageSource source;
  private final LedgerSignal signal;
  private final List<String> seen = new ArrayList<>();
  private TrackingToken token;
  private BlockingStream<TrackedEventMessage<?>> stream;

  OurReader(LedgerMessageSource source, LedgerSignal signal) {
    this.source = source;
    this.signal = signal;
    this.token = source.createHeadToken();
    this.stream = source.openStream(token);
  }

  /** Looks now, whether or not it has been told of a commit. */
  @Override
  public void read() {
    signal.raise();
    while (isNextWithin(0)) {
      take();
    }
  }

  @Override
  public void readAnew() {
    stream.close();
    stream = source.openStream(token);
  }

  /** Looks when it is told of a commit. */
  @Override
  public void readUpTo(String id) {
    while (seen.isEmpty() || !seen.getLast().equals(id)) {
      if (!isNextWithin(PATIENCE_SECONDS)) {
        throw new AssertionError("event %s never came; there were %s".formatted(id, seen));
      }
      take();
    }
  }

  @Override
  public List<String> seen() {
    return seen;
  }

  @Override
  public void close() {
    stream.close();
  }

  private boolean isNextWithin(int seconds) {
    try {
      return stream.hasNextAvailable(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", stopped);
    }
  }

  private void take() {
    try {
      TrackedEventMessage<?> message = stream.nextAvailable();
      seen.add(((Recorded<?>) message.getPayload()).id().id());
      token = message.trackingToken();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", stopped);
    }
  }
}
