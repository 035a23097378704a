package dev.changeover.explain.proof;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came out of many histories. Not for several threads at once. */
final class Tally {
  private static final int KEPT = 40;

  long histories;
  long falselySafe;
  long harmful;
  long provable;
  long provableAndSafe;
  final Map<Answer, Long> answers = new EnumMap<>(Answer.class);
  final Map<String, Long> spoke = new TreeMap<>();
  final Map<String, Long> whyNot = new TreeMap<>();

  /** Seeds of false SAFE answers by harm. */
  final Map<String, List<Long>> seeds = new TreeMap<>();

  /** Seeds of refusals by the rule that refused. */
  final Map<String, List<Long>> refusals = new TreeMap<>();

  void count(long seed, History history, Verdict verdict) {
    histories++;
    answers.merge(verdict.answer(), 1L, Long::sum);
    Set<String> rules = new HashSet<>();
    for (Finding each : verdict.findings()) {
      if (rules.add(each.rule() + " " + each.contributes())) {
        spoke.merge(each.rule() + " " + each.contributes(), 1L, Long::sum);
      }
    }
    if (verdict.answer() == Answer.SAFE) {
      history.harm(verdict).ifPresent(harm -> wrong(seed, harm));
    }
    if (history.provablySafe(verdict)) {
      provable++;
      if (verdict.answer() == Answer.SAFE) {
        provableAndSafe++;
      } else {
        Finding lead = verdict.findings().getFirst();
        keep(refusals, lead.rule() + " " + lead.contributes(), seed);
      }
    }
  }

  private void wrong(long seed, String harm) {
    falselySafe++;
    keep(seeds, harm, seed);
  }

  private void keep(Map<String, List<Long>> kept, String what, long seed) {
    whyNot.merge(what, 1L, Long::sum);
    List<Long> list = kept.computeIfAbsent(what, _ -> new ArrayList<>());
    if (list.size() < KEPT) {
      list.add(seed);
    }
  }

  void add(Tally other) {
    histories += other.histories;
    falselySafe += other.falselySafe;
    provable += other.provable;
    provableAndSafe += other.provableAndSafe;
    other.answers.forEach((answer, count) -> answers.merge(answer, count, Long::sum));
    other.spoke.forEach((rule, count) -> spoke.merge(rule, count, Long::sum));
    other.whyNot.forEach((what, count) -> whyNot.merge(what, count, Long::sum));
    other.seeds.forEach(
        (what, list) -> seeds.computeIfAbsent(what, _ -> new ArrayList<>()).addAll(list));
    other.refusals.forEach(
        (what, list) -> refusals.computeIfAbsent(what, _ -> new ArrayList<>()).addAll(list));
  }

  /** How often SAFE was answered where the world says that it could be known, 0 to 1. */
  double usefulness() {
    return provable == 0 ? 0 : (double) provableAndSafe / provable;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("histories %,d, false SAFE %,d%n".formatted(histories, falselySafe));
    answers.forEach(
        (answer, count) ->
            text.append(
                "  %-8s %,12d  %5.1f %%%n".formatted(answer, count, 100.0 * count / histories)));
    text.append(
        "  provably safe and fully told %,d, of these answered SAFE %,d (%.2f %%)%n"
            .formatted(provable, provableAndSafe, 100 * usefulness()));
    refusals.forEach(
        (what, list) ->
            text.append(
                "    refused: %s %,d, e.g. %s%n"
                    .formatted(
                        what, whyNot.getOrDefault(what, 0L), list.stream().limit(5).toList())));
    seeds.forEach(
        (what, list) ->
            text.append(
                "  FALSE SAFE: %s %,d, e.g. %s%n"
                    .formatted(
                        what, whyNot.getOrDefault(what, 0L), list.stream().limit(8).toList())));
    spoke.forEach((rule, count) -> text.append("  %-22s %,12d%n".formatted(rule, count)));
    return text.toString();
  }
}
