package dev.changeover.graphql.triage;

import dev.changeover.graphql.action.ActionFilter;
import dev.changeover.graphql.environment.EnvironmentNode;
import dev.changeover.graphql.triage.RetryTriages.Shown;
import dev.changeover.graphql.triage.RetryTriages.ShownGroup;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code Environment.retryTriage}, and the lots within. */
@Controller
class RetryTriageController {
  private final RetryTriages triages;

  RetryTriageController(RetryTriages triages) {
    this.triages = triages;
  }

  @SchemaMapping(typeName = "Environment")
  Shown retryTriage(
      EnvironmentNode node,
      @Argument @Nullable ActionFilter where,
      @Argument int limit,
      @Argument @Nullable String after) {
    ActionFilter filter = Objects.requireNonNullElse(where, ActionFilter.ANY);
    return triages.triage(filter.of(node.name()), limit, after, node.point());
  }

  @SchemaMapping(typeName = "RetryTriage", field = "wait")
  List<ShownGroup> waiting(Shown triage) {
    return triage.waiting();
  }

  @SchemaMapping(typeName = "RetryTriage")
  List<ShownGroup> safe(Shown triage) {
    return triage.safe();
  }

  @SchemaMapping(typeName = "RetryTriage")
  List<ShownGroup> needsLookup(Shown triage) {
    return triage.needsLookup();
  }

  @SchemaMapping(typeName = "RetryTriage")
  List<ShownGroup> never(Shown triage) {
    return triage.never();
  }
}
