package dev.changeover.graphql.release;

import dev.changeover.explain.rollback.BlastEntry;
import dev.changeover.explain.rollback.HelpAdvice;
import dev.changeover.explain.rollback.RollbackPath;
import dev.changeover.explain.rollback.RollbackPlan;
import dev.changeover.explain.rules.RuleBook;
import dev.changeover.graphql.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What a release tells about going back, besides the verdict. */
@Controller
@SchemaMapping(typeName = "Release")
class RollbackController {
  private final Rollbacks rollbacks;
  private final BlastLists blasts;
  private final PointsOfNoReturn pointsOfNoReturn;

  RollbackController(Rollbacks rollbacks, BlastLists blasts, PointsOfNoReturn pointsOfNoReturn) {
    this.rollbacks = rollbacks;
    this.blasts = blasts;
    this.pointsOfNoReturn = pointsOfNoReturn;
  }

  @SchemaMapping
  RollbackPlan rollbackPlan(ReleaseNode node, @Argument @Nullable String to) {
    return rollbacks
        .answers(node.facts().environment(), node.id(), to, node.point().asked())
        .plan(RuleBook::judge);
  }

  @SchemaMapping
  RollbackPath rollbackPath(ReleaseNode node, @Argument @Nullable String to) {
    return rollbacks
        .answers(node.facts().environment(), node.id(), to, node.point().asked())
        .path();
  }

  @SchemaMapping
  Page<BlastEntry> blastList(
      ReleaseNode node,
      @Argument @Nullable String to,
      @Argument int first,
      @Argument @Nullable String after) {
    return blasts.page(node, to, first, after);
  }

  @SchemaMapping
  HelpAdvice willRollbackHelp(ReleaseNode node, @Argument @Nullable String to) {
    return rollbacks
        .answers(node.facts().environment(), node.id(), to, node.point().asked())
        .help();
  }

  @SchemaMapping
  @Nullable ShownPointOfNoReturn pointOfNoReturn(ReleaseNode node) {
    return pointsOfNoReturn.find(node).orElse(null);
  }

  @SchemaMapping
  List<ShownRehearsal> rehearsals(ReleaseNode node) {
    return rollbacks
        .answers(node.facts().environment(), node.id(), null, node.point().asked())
        .rehearsals()
        .stream()
        .map(ShownRehearsal::of)
        .toList();
  }
}
