package dev.changeover.graphql.verdict;

import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.Verdict.NextObservation;
import dev.changeover.explain.Verdict.WantedFact;
import dev.changeover.graphql.asof.Pinned;
import dev.changeover.graphql.asof.Point;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The fields of verdicts whose form in the schema differs from that of the records. */
@Controller
class VerdictFields {

  @SchemaMapping(typeName = "Verdict")
  Point asOf(Verdict verdict, DataFetchingEnvironment field) {
    return new Point(verdict.asked(), Pinned.of(field).readModels());
  }

  @SchemaMapping(typeName = "Verdict")
  String digest(Verdict verdict) {
    return VerdictJson.digest(verdict);
  }

  @SchemaMapping(typeName = "Undetermined")
  WantedFact missing(Undetermined finding) {
    return new WantedFact(finding.missing(), List.of(finding.rule()));
  }

  @SchemaMapping(typeName = "MissingFact")
  String name(WantedFact wanted) {
    return wanted.fact().name();
  }

  @SchemaMapping(typeName = "MissingFact")
  String subject(WantedFact wanted) {
    return wanted.fact().subject();
  }

  @SchemaMapping(typeName = "MissingFact")
  String howToGet(WantedFact wanted) {
    return wanted.fact().howToGet();
  }

  @SchemaMapping(typeName = "MissingFact")
  List<ShownRule> rules(WantedFact wanted) {
    return wanted.rules().stream().map(ShownRule::of).toList();
  }

  @SchemaMapping(typeName = "NextObservation")
  List<ShownRule> resolves(NextObservation observation) {
    return observation.resolves().stream().map(ShownRule::of).toList();
  }
}
