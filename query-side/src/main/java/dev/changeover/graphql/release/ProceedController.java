package dev.changeover.graphql.release;

import dev.changeover.explain.Verdict;
import java.util.List;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Whether a release may take its next step, and how work completes on what it changes. */
@Controller
class ProceedController {
  private final Proceeds proceeds;

  ProceedController(Proceeds proceeds) {
    this.proceeds = proceeds;
  }

  @SchemaMapping(typeName = "Release")
  Verdict proceed(ReleaseNode node) {
    return proceeds.judge(node.facts().environment(), node.id(), node.point().asked());
  }

  @SchemaMapping(typeName = "Release")
  List<ShownCompletion> completion(ReleaseNode node) {
    return proceeds.completion(node).stream().map(ShownCompletion::of).toList();
  }
}
