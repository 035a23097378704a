package dev.changeover.ingest.cloudevents;

import dev.changeover.problem.ProblemCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The type of a CDEvent, taken apart. Source: CDEvents specification 0.3 to 0.6-draft, section
 * "type"; subjects and predicates also of 0.1.2 and 0.2, which are still sent.
 */
sealed interface WireType {

  /** {@code subject.predicate}, e.g. {@code service.deployed}. */
  String name();

  /** {@code dev.cdevents.service.deployed.0.3.0}: an event of the specification. */
  record Standard(String name, String version) implements WireType {}

  /** {@code dev.cdeventsx.mytool-resource.created.0.1.0}: a custom event of some tool. */
  record Custom(String tool, String name, String version) implements WireType {
    /** Whether it is one of our own. */
    boolean isOurs() {
      return tool.equals("changeover");
    }
  }

  /** Where the type stands in a CDEvent. */
  String POINTER = "/context/type";

  /**
   * Takes a type apart.
   *
   * @throws RefusedEvent where it is no CDEvents type, or no known one
   */
  static WireType parse(String type) {
    Matcher custom = Grammar.CUSTOM.matcher(type);
    if (custom.matches()) {
      return new Custom(custom.group(1), custom.group(2) + "." + custom.group(3), custom.group(4));
    }
    Matcher standard = Grammar.STANDARD.matcher(type);
    if (!standard.matches()) {
      throw unknown(
          type,
          "expected dev.cdevents.<subject>.<predicate>.<version> or"
              + " dev.cdeventsx.<tool>-<subject>.<predicate>.<version>");
    }
    Set<String> predicates = Grammar.PREDICATES.get(standard.group(1));
    if (predicates == null) {
      throw unknown(type, "known subjects are " + String.join(", ", Grammar.PREDICATES.keySet()));
    }
    if (!predicates.contains(standard.group(2))) {
      throw unknown(
          type,
          "known predicates of %s are %s"
              .formatted(
                  standard.group(1),
                  predicates.stream().sorted().collect(Collectors.joining(", "))));
    }
    return new Standard(standard.group(1) + "." + standard.group(2), standard.group(3));
  }

  private static RefusedEvent unknown(String type, String expected) {
    return RefusedEvent.at(
        ProblemCode.EVENT_TYPE_UNKNOWN,
        POINTER,
        "type '%s' is not known; %s".formatted(type, expected));
  }

  /** The names among {@code known} most like {@code name}, the nearest first; at most three. */
  static List<String> nearest(String name, List<String> known) {
    return known.stream()
        .sorted(Comparator.comparingInt((String each) -> distance(name, each)))
        .limit(3)
        .toList();
  }

  /** Edit distance (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  /** The grammar and the vocabulary of the specification. */
  final class Grammar {
    private static final String VERSION =
        "(\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(?:-[0-9A-Za-z.-]{1,40})?)";
    private static final Pattern STANDARD =
        Pattern.compile("dev\\.cdevents\\.([a-z]{1,40})\\.([a-z]{1,40})\\." + VERSION);
    private static final Pattern CUSTOM =
        Pattern.compile(
            "dev\\.cdeventsx\\.([A-Za-z0-9]{1,80})-([A-Za-z]{1,80})\\.([A-Za-z]{1,80})\\."
                + VERSION);

    private static final Map<String, Set<String>> PREDICATES =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("approval", Set.of("created", "updated", "closed")),
                Map.entry(
                    "artifact", Set.of("packaged", "signed", "published", "downloaded", "deleted")),
                Map.entry("branch", Set.of("created", "deleted")),
                Map.entry("build", Set.of("queued", "started", "finished")),
                Map.entry(
                    "change", Set.of("created", "updated", "reviewed", "merged", "abandoned")),
                Map.entry("environment", Set.of("created", "modified", "deleted")),
                Map.entry("incident", Set.of("detected", "reported", "resolved")),
                Map.entry("pipelinerun", Set.of("queued", "started", "finished")),
                Map.entry("repository", Set.of("created", "modified", "deleted")),
                Map.entry(
                    "service",
                    Set.of("deployed", "upgraded", "rolledback", "removed", "published")),
                Map.entry("taskrun", Set.of("started", "finished")),
                Map.entry("testcase", Set.of("queued", "started", "finished")),
                Map.entry("testcaserun", Set.of("queued", "started", "skipped", "finished")),
                Map.entry("testoutput", Set.of("published")),
                Map.entry("testsuite", Set.of("started", "finished")),
                Map.entry("testsuiterun", Set.of("queued", "started", "finished")),
                Map.entry("ticket", Set.of("created", "updated", "closed"))));

    private Grammar() {}
  }
}
