package dev.changeover.graphql.subscription;

import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.graphql.limit.QueryLimits;
import dev.changeover.ledger.LogWatch;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/** The subscriptions of this node: so many for each caller, and no longer than so long. */
@Component
class Followers {
  private static final int MOST_OF_A_CALLER = 20;
  private static final int MOST = 500;

  /** A token that was revoked sees no more after this. Clients subscribe again where they were. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** So many read at the same time. */
  private static final int READING_AT_ONCE = 4;

  private final Semaphore turns = new Semaphore(READING_AT_ONCE);
  private final LogWatch commits;
  private final TransactionTemplate transaction;
  private final Map<String, Integer> callers = new ConcurrentHashMap<>();
  private final Set<Follower<?>> followers = ConcurrentHashMap.newKeySet();

  Followers(LogWatch commits, PlatformTransactionManager transactions) {
    this.commits = commits;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setReadOnly(true);
    this.transaction.setTimeout(Math.toIntExact(QueryLimits.DEADLINE.toSeconds()));
  }

  /**
   * What is read, now and each time the log has grown, with the rights of whoever asks.
   *
   * @throws Refusal where the caller, or the server, has too many already
   */
  <T> Flux<T> follow(Follower.Reading<T> reading) {
    SecurityContext rights = SecurityContextHolder.getContext();
    String caller = name(rights.getAuthentication());
    requireRoom(caller);
    // What waits is one reading at most: the next one begins when the client has taken it.
    return Flux.create(sink -> start(reading, sink, rights, caller), OverflowStrategy.BUFFER);
  }

  /** Before the server waits for requests to end, which these would not do by themselves. */
  @EventListener(ContextClosedEvent.class)
  void closeAll() {
    followers.forEach(Follower::close);
  }

  private <T> void start(
      Follower.Reading<T> reading, FluxSink<T> sink, SecurityContext rights, String caller) {
    try {
      enter(caller);
    } catch (Refusal full) {
      sink.error(full);
      return;
    }
    var follower = new Follower<>(reading, this::inOneTransaction, commits, sink, LONGEST);
    followers.add(follower);
    Thread.ofVirtual()
        .name("subscription-" + caller)
        .start(
            () -> {
              SecurityContextHolder.setContext(rights);
              try {
                follower.run();
              } finally {
                SecurityContextHolder.clearContext();
                followers.remove(follower);
                leave(caller);
              }
            });
  }

  /** One connection for all that is read, and most connections left to those who ask. */
  private void inOneTransaction(Runnable reading) {
    turns.acquireUninterruptibly();
    try {
      transaction.executeWithoutResult(_ -> reading.run());
    } finally {
      turns.release();
    }
  }

  private void requireRoom(String caller) {
    if (callers.getOrDefault(caller, 0) >= MOST_OF_A_CALLER || followers.size() >= MOST) {
      throw new Refusal(
          Code.TOO_MANY_SUBSCRIPTIONS,
          "at most %d subscriptions of one token and %d in all are kept; end some first"
              .formatted(MOST_OF_A_CALLER, MOST));
    }
  }

  private void enter(String caller) {
    requireRoom(caller);
    callers.merge(caller, 1, Integer::sum);
  }

  private void leave(String caller) {
    callers.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
  }

  private static String name(@Nullable Authentication caller) {
    return caller == null ? "nobody" : caller.getName();
  }
}
