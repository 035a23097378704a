package dev.changeover.graphql;

import graphql.GraphQLError;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;
import org.springframework.stereotype.Component;

/** As {@link RefusalsAsErrors}, for what ends a subscription. */
@Component
final class RefusalsInSubscriptions extends SubscriptionExceptionResolverAdapter {

  @Override
  protected @Nullable GraphQLError resolveToSingleError(Throwable thrown) {
    var told = RefusalsAsErrors.told(thrown);
    return told == null ? null : told.build();
  }
}
