package dev.changeover.explain.difference;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two verdicts on the same question.
 *
 * @param from what the earlier one is pinned to
 * @param before its answer; null: nothing was known of the subject
 * @param gone findings of the earlier one alone
 * @param appeared findings of the later one alone
 * @param changed findings of the same rule on the same subject that say something else
 */
public record VerdictChange(
    Asked from,
    @Nullable Answer before,
    Answer now,
    List<FindingChange> gone,
    List<FindingChange> appeared,
    List<FindingChange> changed) {

  /** A rule may speak of a subject more than once; {@code number} tells which time. */
  private record Key(String rule, String subject, int number) {}

  /**
   * Compares.
   *
   * @param earlier null: nothing was known of the subject
   * @param between the earlier knowledge judged at the later moment; null: nothing was known
   * @param later the verdict that is asked about
   */
  public static VerdictChange of(
      Asked from, @Nullable Verdict earlier, @Nullable Verdict between, Verdict later) {
    Map<Key, Finding> was = findings(earlier);
    Map<Key, Finding> byTime = findings(between);
    Map<Key, Finding> is = findings(later);
    List<FindingChange> gone = new ArrayList<>();
    List<FindingChange> appeared = new ArrayList<>();
    List<FindingChange> changed = new ArrayList<>();
    was.forEach(
        (key, before) -> {
          if (!is.containsKey(key)) {
            Cause cause = byTime.containsKey(key) ? Cause.EVENTS : Cause.TIME;
            gone.add(new FindingChange(before, null, cause, since(from, later, key.subject())));
          }
        });
    is.forEach(
        (key, after) -> {
          Finding before = was.get(key);
          Finding timeAlone = byTime.get(key);
          Cause cause =
              timeAlone != null && says(timeAlone).equals(says(after)) ? Cause.TIME : Cause.EVENTS;
          var change = new FindingChange(before, after, cause, since(from, List.of(after)));
          if (before == null) {
            appeared.add(change);
          } else if (!says(before).equals(says(after))) {
            changed.add(change);
          }
        });
    return new VerdictChange(
        from, earlier == null ? null : earlier.answer(), later.answer(), gone, appeared, changed);
  }

  /** One sentence, ready to be pasted into a channel. */
  public String summary() {
    String answers =
        before == null
            ? "Nothing was known of it; the answer is %s.".formatted(now)
            : before == now
                ? "The answer was %s and is.".formatted(now)
                : "The answer was %s and is %s.".formatted(before, now);
    return gone.isEmpty() && appeared.isEmpty() && changed.isEmpty()
        ? answers + " No finding differs."
        : "%s %s."
            .formatted(
                answers,
                Stream.of(
                        counted(appeared.size(), "is new", "are new"),
                        counted(gone.size(), "is gone", "are gone"),
                        counted(changed.size(), "says something else", "say something else"))
                    .filter(each -> !each.isEmpty())
                    .collect(
                        Collectors.collectingAndThen(Collectors.toList(), VerdictChange::and)));
  }

  private static String counted(int count, String one, String several) {
    return count == 0 ? "" : count == 1 ? "1 " + one : count + " " + several;
  }

  /** The first names what is counted, e.g. {@code 2 findings are new, 1 is gone}. */
  private static String and(List<String> counts) {
    String first = counts.getFirst();
    String noun = first.startsWith("1 ") ? " finding " : " findings ";
    return first.replaceFirst(" ", noun)
        + counts.stream().skip(1).map(each -> ", " + each).collect(Collectors.joining());
  }

  private static Map<Key, Finding> findings(@Nullable Verdict verdict) {
    Map<Key, Finding> findings = new LinkedHashMap<>();
    Map<Key, Integer> counted = new HashMap<>();
    for (Finding each : verdict == null ? List.<Finding>of() : verdict.findings()) {
      Key first = new Key(each.rule().text(), each.subject(), 0);
      int number = counted.merge(first, 1, Integer::sum);
      findings.put(new Key(first.rule(), first.subject(), number), each);
    }
    return findings;
  }

  /** What it says and rests on; how old its evidence is changes with every look. */
  private static List<Object> says(Finding finding) {
    return List.of(
        finding.contributes(),
        finding.message(),
        finding.facts().stream().map(CitedFact::positions).toList());
  }

  private static List<Long> since(Asked from, Verdict later, String subject) {
    return since(
        from, later.findings().stream().filter(each -> each.subject().equals(subject)).toList());
  }

  private static List<Long> since(Asked from, List<Finding> findings) {
    return findings.stream()
        .flatMap(each -> each.facts().stream())
        .flatMap(fact -> fact.positions().stream())
        .filter(position -> position > from.position())
        .distinct()
        .sorted()
        .toList();
  }
}
