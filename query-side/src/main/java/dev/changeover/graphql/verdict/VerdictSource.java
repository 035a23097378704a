package dev.changeover.graphql.verdict;

import dev.changeover.explain.Question;
import dev.changeover.explain.Verdict;
import dev.changeover.graphql.asof.Point;
import java.util.Set;

/** Answers one of the questions, for permalinks and gates. One bean for each question. */
public interface VerdictSource {

  /** The question that it answers. */
  Question question();

  /** The parameters that it takes beside position and instant; any other one is refused. */
  Set<String> options();

  /**
   * The verdict at a point. The caller reaches the environment.
   *
   * @throws dev.changeover.graphql.Refusal where nothing is known of what is asked about
   */
  Verdict judge(VerdictAddress address, Point point);
}
