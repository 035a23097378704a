package dev.changeover.decision;

import dev.changeover.decision.DecisionRecordInput.VerdictSeen;
import dev.changeover.decision.Known.SeenVerdict;
import dev.changeover.decision.UserError.Code;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionRef;
import java.util.List;

/** Holds what people state against what is known. */
final class Checks {
  private static final List<String> AGAINST_GO = List.of("UNSAFE", "UNKNOWN");

  private final Known known;

  Checks(Known known) {
    this.known = known;
  }

  /**
   * Checks an input.
   *
   * @param caller name of whoever calls
   * @throws Refused with the first reason not to record it
   */
  void check(Intention intention, String caller) {
    switch (intention) {
      case ReleaseApproveInput approval -> check(approval, caller);
      case DecisionRecordInput decision -> check(decision);
      case EffectRecordLookupInput lookup -> check(lookup);
      case FeedCloseGapsInput closing -> requireText(closing.reason(), "/input/reason");
      case RollbackRecordRehearsalInput rehearsal -> check(rehearsal);
      case CoexistenceDeclareInput _ -> {
        // Nothing that is known can speak against a declaration: it may come before all else.
      }
    }
  }

  private void check(ReleaseApproveInput approval, String caller) {
    requireText(approval.reason(), "/input/reason");
    String requester =
        known
            .requesterOf(approval.environment(), approval.release())
            .orElseThrow(
                () ->
                    new Refused(
                        Code.RELEASE_NOT_PLANNED,
                        "/input/release",
                        "release '%s' of %s has no plan"
                            .formatted(approval.release(), approval.environment()),
                        "Hand in the plan first: PUT /releases/%s/%s."
                            .formatted(approval.environment(), approval.release())));
    String approver = approval.actor() == null ? caller : approval.actor();
    if (requester.equals(approver) || requester.equals(caller)) {
      throw new Refused(
          Code.APPROVAL_BY_REQUESTER,
          "/input/actor",
          "%s asked for release '%s' and cannot approve it"
              .formatted(requester, approval.release()),
          "Have somebody else approve it, with a token of their own.");
    }
  }

  private void check(DecisionRecordInput decision) {
    requireText(decision.reason(), "/input/reason");
    if (decision.question().equals("RETRY")) {
      action(decision.subject(), "/input/subject");
    }
    VerdictSeen seen = decision.verdict();
    if (seen == null) {
      if (decision.isOverride()) {
        throw new Refused(
            Code.NOTHING_TO_OVERRIDE,
            "/input/verdict",
            "an override names the verdict that it goes against",
            "Give permalink and digest of the verdict that was seen.");
      }
      return;
    }
    requireOverrideWhereItIsOne(decision, verdict(decision, seen));
  }

  private SeenVerdict verdict(DecisionRecordInput decision, VerdictSeen seen) {
    SeenVerdict verdict =
        known
            .verdict(seen.permalink())
            .orElseThrow(
                () ->
                    new Refused(
                        Code.VERDICT_UNKNOWN,
                        "/input/verdict/permalink",
                        "no verdict can be read under '%s'".formatted(seen.permalink()),
                        "Give the permalink as the verdict gave it, with position and instant."));
    if (!verdict.digest().equals(seen.digest())) {
      throw new Refused(
          Code.VERDICT_DIFFERS,
          "/input/verdict/digest",
          "the verdict under this permalink has digest %s, not '%s'"
              .formatted(verdict.digest(), seen.digest()),
          "Look at the verdict again and give the digest that it has.");
    }
    if (!verdict.question().equals(decision.question())
        || !verdict.environment().equals(decision.environment())
        || !verdict.subject().equals(decision.subject())) {
      throw new Refused(
          Code.VERDICT_DIFFERS,
          "/input/verdict/permalink",
          "the verdict is on %s of %s in %s, the decision on %s of %s in %s"
              .formatted(
                  verdict.question(),
                  verdict.subject(),
                  verdict.environment(),
                  decision.question(),
                  decision.subject(),
                  decision.environment()),
          "Name the verdict on what is decided.");
    }
    return verdict;
  }

  private static void requireOverrideWhereItIsOne(
      DecisionRecordInput decision, SeenVerdict verdict) {
    boolean against = decision.isGo() && AGAINST_GO.contains(verdict.answer());
    if (against && !decision.isOverride()) {
      throw new Refused(
          Code.OVERRIDE_NOT_NAMED,
          "/input/override",
          "the verdict is %s; to go ahead is to override it".formatted(verdict.answer()),
          "Say override: true if that is meant, or decide NO_GO.");
    }
    if (decision.isOverride() && !against) {
      throw new Refused(
          Code.NOTHING_TO_OVERRIDE,
          "/input/override",
          "%s does not go against a verdict that is %s"
              .formatted(decision.choice(), verdict.answer()),
          "Leave override out.");
    }
  }

  private void check(EffectRecordLookupInput lookup) {
    if (lookup.outcome() == EffectOutcome.NOT_ATTEMPTED) {
      throw new Refused(
          Code.MALFORMED,
          "/input/outcome",
          "a callee cannot tell that something was never tried",
          "Say NO_EFFECT where it knows nothing of it.");
    }
    ActionRef action = action(lookup.action(), "/input/action");
    List<String> effects =
        known
            .effects(lookup.environment(), action)
            .orElseThrow(
                () ->
                    new Refused(
                        Code.ACTION_UNKNOWN,
                        "/input/action",
                        "no fact tells of %s in %s".formatted(action, lookup.environment()),
                        "Check type, id and environment."));
    if (!effects.contains(lookup.effect())) {
      throw new Refused(
          Code.EFFECT_UNKNOWN,
          "/input/effect",
          "%s has no effect '%s'; it has %s"
              .formatted(
                  action, lookup.effect(), effects.isEmpty() ? "none" : String.join(", ", effects)),
          "Name one of its effects as it is recorded.");
    }
  }

  private static void check(RollbackRecordRehearsalInput rehearsal) {
    if (rehearsal.release() == null && rehearsal.component() == null) {
      throw new Refused(
          Code.MALFORMED,
          "/input/release",
          "neither a release nor a component is named",
          "Name what was rolled back in the rehearsal.");
    }
  }

  private static ActionRef action(String text, String pointer) {
    try {
      return ActionRef.parse(text);
    } catch (IllegalArgumentException notAnAction) {
      throw new Refused(
          Code.MALFORMED,
          pointer,
          String.valueOf(notAnAction.getMessage()),
          "Name the action as type/id, e.g. order/4711.");
    }
  }

  private static void requireText(String text, String pointer) {
    if (text.isBlank()) {
      throw new Refused(Code.MALFORMED, pointer, "is empty; expected a text", "Say why.");
    }
  }
}
