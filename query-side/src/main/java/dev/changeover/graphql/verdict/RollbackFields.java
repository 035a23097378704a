package dev.changeover.graphql.verdict;

import dev.changeover.explain.rollback.BlastEntry;
import dev.changeover.explain.rollback.RollbackPath;
import dev.changeover.explain.rollback.RollbackPlan;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The rules that what follows from a verdict on a rollback names. */
@Controller
class RollbackFields {

  @SchemaMapping(typeName = "BlastEntry")
  ShownRule rule(BlastEntry entry) {
    return ShownRule.of(entry.rule());
  }

  @SchemaMapping(typeName = "RollbackPlanStep")
  @Nullable ShownRule rule(RollbackPlan.Step step) {
    return step.rule() == null ? null : ShownRule.of(step.rule());
  }

  @SchemaMapping(typeName = "RollbackPath")
  @Nullable ShownRule forbiddenBy(RollbackPath path) {
    return path.forbiddenBy().map(ShownRule::of).orElse(null);
  }
}
