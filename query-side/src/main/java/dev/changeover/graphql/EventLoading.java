package dev.changeover.graphql;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Statement;
import dev.changeover.ledger.StoredEvent;
import dev.changeover.ledger.StoredEvents;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.dataloader.DataLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import reactor.core.publisher.Mono;

/** The field {@code events} of whatever cites some; those of a whole list are read at once. */
@Configuration(proxyBeanMethods = false)
class EventLoading {
  private static final List<String> CITING_TYPES =
      List.of(
          "ActionMessage",
          "Attempt",
          "CompatibilityPath",
          "CompletionHealth",
          "Decision",
          "Effect",
          "Fact",
          "FindingChange",
          "Instance",
          "LivePair",
          "MigrationPhaseStanding",
          "Overlap",
          "PointOfNoReturn",
          "Queue",
          "Rehearsal",
          "ReleaseStep",
          "Statement",
          "StrandedWork",
          "Worker");

  EventLoading(BatchLoaderRegistry loaders, StoredEvents events) {
    loaders
        .forTypePair(Long.class, StoredEvent.class)
        .registerMappedBatchLoader((positions, _) -> Mono.fromSupplier(() -> events.at(positions)));
  }

  @Bean
  RuntimeWiringConfigurer citedEvents() {
    DataFetcher<Object> load =
        field -> loader(field).loadMany(positions(Objects.requireNonNull(field.getSource())));
    return wiring ->
        CITING_TYPES.forEach(name -> wiring.type(name, type -> type.dataFetcher("events", load)));
  }

  private static DataLoader<Long, StoredEvent> loader(DataFetchingEnvironment field) {
    return Objects.requireNonNull(field.getDataLoader(StoredEvent.class.getName()));
  }

  private static List<Long> positions(Object citing) {
    return switch (citing) {
      case CitedFact fact -> fact.positions();
      case Statement statement -> statement.positions();
      case Cites it -> it.positions();
      default ->
          throw new IllegalStateException(
              citing.getClass() + " cites no events; make it implement Cites");
    };
  }
}
