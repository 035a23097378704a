package dev.changeover.graphql.decision;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.Recorded;
import dev.changeover.explain.decision.ReleaseDecisions;
import dev.changeover.explain.decision.RetryDecisions;
import dev.changeover.explain.decision.ScoredDecision;
import dev.changeover.graphql.action.ActionNode;
import dev.changeover.graphql.decision.Decisions.OnSubject;
import dev.changeover.graphql.release.ReleaseNode;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The field {@code decisions} of releases and actions; those of a whole list are read at once. */
@Controller
class DecisionController {

  DecisionController(BatchLoaderRegistry loaders, Decisions decisions) {
    loaders
        .forTypePair(Decisions.Key.class, OnSubject.class)
        .registerMappedBatchLoader((keys, _) -> Mono.fromSupplier(() -> decisions.all(keys)));
  }

  @SchemaMapping(typeName = "Release", field = "decisions")
  CompletableFuture<List<ShownDecision>> ofRelease(
      ReleaseNode node, DataFetchingEnvironment field) {
    String environment = node.facts().environment();
    var scoring = new ReleaseDecisions(node.facts(), node.release(), node.point().instant());
    List<String> names = List.of(environment + "/" + node.id(), node.id());
    return load(
        field,
        new Decisions.Key(environment, names, node.point().known()),
        List.of("ROLLBACK", "PROCEED", "RETIRE"),
        scoring::score);
  }

  @SchemaMapping(typeName = "Action", field = "decisions")
  CompletableFuture<List<ShownDecision>> ofAction(ActionNode node, DataFetchingEnvironment field) {
    var scoring = new RetryDecisions(node.facts().at(), node.state(), node.point().instant());
    List<String> names = List.of(node.type() + "/" + node.id());
    return load(
        field,
        new Decisions.Key(node.environment().name(), names, node.point().known()),
        List.of("RETRY"),
        scoring::score);
  }

  private static CompletableFuture<List<ShownDecision>> load(
      DataFetchingEnvironment field,
      Decisions.Key key,
      List<String> questions,
      Function<Recorded<DecisionRecorded>, ScoredDecision> score) {
    DataLoader<Decisions.Key, OnSubject> loader =
        Objects.requireNonNull(field.getDataLoader(OnSubject.class.getName()));
    return loader
        .load(key)
        .thenApply(
            found ->
                found.decisions().stream()
                    .filter(each -> questions.contains(each.event().question()))
                    .map(each -> ShownDecision.of(score.apply(each)))
                    .toList());
  }
}
