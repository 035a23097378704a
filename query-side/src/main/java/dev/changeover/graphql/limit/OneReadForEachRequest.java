package dev.changeover.graphql.limit;

import graphql.introspection.Introspection;
import graphql.parser.ParserOptions;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Runs a query in one read-only transaction: one connection for all that it reads, and the deadline
 * holds for all of it, because each statement gets what is left of the transaction's time and is
 * cancelled when that is over.
 */
public final class OneReadForEachRequest implements WebGraphQlInterceptor {
  private static final ParserOptions PARSER =
      ParserOptions.getDefaultOperationParserOptions()
          .transform(options -> options.maxTokens(QueryLimits.TOKENS));

  private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

  private static final Scheduler SENDING =
      Schedulers.fromExecutor(task -> Thread.ofVirtual().name("subscription-sending").start(task));

  private final TransactionTemplate transaction;
  private final Map<Object, Object> context;

  /**
   * @param introspection whether clients may ask for the schema
   */
  public OneReadForEachRequest(PlatformTransactionManager transactions, boolean introspection) {
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setReadOnly(true);
    this.transaction.setTimeout(Math.toIntExact(QueryLimits.DEADLINE.toSeconds()));
    this.context =
        Map.of(ParserOptions.class, PARSER, Introspection.INTROSPECTION_DISABLED, !introspection);
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    request.configureExecutionInput((_, builder) -> builder.graphQLContext(context).build());
    return Mono.deferContextual(
        around -> Mono.fromCallable(() -> inOneTransaction(request, chain, around)));
  }

  /** A request that came over a WebSocket has its rights in the context, not on the thread. */
  private WebGraphQlResponse inOneTransaction(
      WebGraphQlRequest request, Chain chain, ContextView around) {
    try (var _ = SNAPSHOTS.setThreadLocalsFrom(around)) {
      return Optional.ofNullable(
              transaction.execute(
                  status -> {
                    // Nothing was written. A commit would fail where a statement ran out of time,
                    // although that is told as an error of its field.
                    status.setRollbackOnly();
                    return chain.next(request).contextWrite(around).block();
                  }))
          .map(OneReadForEachRequest::apartFromTheNetwork)
          .orElseThrow();
    }
  }

  /**
   * What a subscription tells is read on one thread and sent on another, so that a slow client does
   * not hold a connection to the database. At most {@link QueryLimits#UNSENT} wait to be sent.
   */
  private static WebGraphQlResponse apartFromTheNetwork(WebGraphQlResponse response) {
    return response.getExecutionResult().getData() instanceof Publisher<?> news
        ? response.transform(
            builder -> builder.data(Flux.from(news).publishOn(SENDING, QueryLimits.UNSENT)))
        : response;
  }
}
