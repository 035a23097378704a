package dev.changeover.graphql;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * The field {@code query} of what mutations answer: to ask in the same request what has changed.
 */
@Configuration(proxyBeanMethods = false)
class AskingAfterwards {
  private static final List<String> PAYLOADS =
      List.of(
          "ReleaseApprovePayload",
          "DecisionRecordPayload",
          "EffectRecordLookupPayload",
          "FeedCloseGapsPayload",
          "RollbackRecordRehearsalPayload",
          "CoexistenceDeclarePayload");

  @Bean
  RuntimeWiringConfigurer everythingMayBeAsked() {
    return wiring ->
        PAYLOADS.forEach(
            name -> wiring.type(name, type -> type.dataFetcher("query", _ -> new Object())));
  }
}
