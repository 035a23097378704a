package dev.changeover.graphql.limit;

import graphql.introspection.Introspection;
import graphql.parser.ParserOptions;
import java.util.Map;
import java.util.Optional;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;

/**
 * Runs a query in one read-only transaction: one connection for all that it reads, and the deadline
 * holds for all of it, because each statement gets what is left of the transaction's time and is
 * cancelled when that is over.
 */
public final class OneReadForEachRequest implements WebGraphQlInterceptor {
  private static final ParserOptions PARSER =
      ParserOptions.getDefaultOperationParserOptions()
          .transform(options -> options.maxTokens(QueryLimits.TOKENS));

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
    return Mono.fromCallable(
        () ->
            transaction.execute(
                _ -> Optional.ofNullable(chain.next(request).block()).orElseThrow()));
  }
}
