package dev.changeover.ops.cli;

import java.util.List;

/** The GraphQL documents that the commands send. */
final class Documents {
  private static final String VERDICT =
      """
      fragment V on Verdict {
        question subject answer summary advice policyVersion permalink
        asOf { position instant lag }
        missing { name subject howToGet rules { id } }
        nextObservation { text kind cost }
        findings {
          __typename subject message rule { id title version page }
          facts { name value observedAt recordedAt age maxAge stale events { position } }
          ... on Requires { remedy { kind text check } }
          ... on Blocks { remedy { kind text check } harms { kind count ids } }
          ... on Undetermined { missing { name howToGet } }
        }
      }
      """;

  private static final String CHANGE =
      """
      fragment C on VerdictChange {
        from { position instant } before now summary
        gone { ...D } appeared { ...D } changed { ...D }
      }
      fragment D on FindingChange {
        because events { position }
        before { subject message rule { id } } after { subject message rule { id } }
      }
      """;

  private static final String EXPLANATION =
      """
      fragment E on Explanation {
        summary
        happened { text events { position } }
        pending { text events { position } }
        doubts { text events { position } }
      }
      """;

  static final String ACTION =
      """
      query($type: String!, $id: String!, $environment: String, $asOf: AsOf, $from: String,
        $since: AsOf! = {}, $compared: Boolean! = false) {
        action(type: $type, id: $id, environment: $environment, asOf: $asOf) {
          state since environment { name }
          explanation { ...E }
          retry(fromStep: $from) { ...V since(asOf: $since) @include(if: $compared) { ...C } }
        }
      }
      """
          + VERDICT
          + CHANGE
          + EXPLANATION;

  static final String ENVIRONMENT_OF_ACTION =
      """
      query($type: String!, $id: String!) {
        action(type: $type, id: $id) { environment { name } }
      }
      """;

  static final String RELEASE =
      """
      query($environment: String!, $id: String!, $asOf: AsOf, $to: String, $component: String,
        $since: AsOf! = {}, $compared: Boolean! = false, $planned: Boolean! = false) {
        release(environment: $environment, id: $id, asOf: $asOf) {
          rollback(to: $to, component: $component) {
            ...V since(asOf: $since) @include(if: $compared) { ...C }
          }
          rollbackPlan(to: $to) @include(if: $planned) { steps { order text rule { id } } }
        }
      }
      """
          + VERDICT
          + CHANGE;

  static final String RELEASE_EXPLAINED =
      """
      query($environment: String!, $id: String!, $asOf: AsOf,
        $since: AsOf! = {}, $compared: Boolean! = false) {
        release(environment: $environment, id: $id, asOf: $asOf) {
          state
          explanation { ...E }
          rollback { ...V since(asOf: $since) @include(if: $compared) { ...C } }
          proceed { ...V since(asOf: $since) @include(if: $compared) { ...C } }
        }
      }
      """
          + VERDICT
          + CHANGE
          + EXPLANATION;

  static final String PROCEED =
      """
      query($environment: String!, $id: String!, $asOf: AsOf,
        $since: AsOf! = {}, $compared: Boolean! = false) {
        release(environment: $environment, id: $id, asOf: $asOf) {
          proceed { ...V since(asOf: $since) @include(if: $compared) { ...C } }
        }
      }
      """
          + VERDICT
          + CHANGE;

  static final String RETIRE =
      """
      query($environment: String!, $subject: RetireSubject!, $asOf: AsOf,
        $since: AsOf! = {}, $compared: Boolean! = false) {
        retire(environment: $environment, subject: $subject, asOf: $asOf) {
          ...V since(asOf: $since) @include(if: $compared) { ...C }
        }
      }
      """
          + VERDICT
          + CHANGE;

  static final String TIMELINE =
      """
      query($of: TimelineSubject!, $from: DateTime, $to: DateTime, $kinds: [TimelineKind!], $after: String) {
        timeline(of: $of, from: $from, to: $to, kinds: $kinds, first: 100, after: $after) {
          edges { cursor node { position occurredAt recordedAt kind subject text late } }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  static final String BLAST_LIST =
      """
      query($environment: String!, $id: String!, $asOf: AsOf, $to: String, $after: String) {
        release(environment: $environment, id: $id, asOf: $asOf) {
          asOf { position instant }
          blastList(to: $to, first: 500, after: $after) {
            nodes { kind id count reason rule { id } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
      """;

  static final String TRIAGE =
      """
      query($environment: String!, $asOf: AsOf, $where: ActionFilter, $limit: Int, $after: String) {
        environment(name: $environment, asOf: $asOf) {
          asOf { position instant }
          retryTriage(where: $where, limit: $limit, after: $after) {
            judged next
            safe { ...G } needsLookup { ...G } wait { ...G } never { ...G }
          }
        }
      }
      fragment G on TriageGroup {
        rule { id title } actionType count actions { type id answer from text }
      }
      """;

  private Documents() {}

  /** All of them, for servers that answer known documents only. */
  static List<String> all() {
    return List.of(
        ACTION,
        ENVIRONMENT_OF_ACTION,
        RELEASE,
        RELEASE_EXPLAINED,
        PROCEED,
        RETIRE,
        TIMELINE,
        BLAST_LIST,
        TRIAGE);
  }
}
