package dev.changeover.projection.policy;

import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads declared texts into typed limits, and remembers the names that it was asked for. */
final class PolicyValues {
  private static final Pattern TIME_OF_DAY =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");

  private final Map<String, String> declared;
  private final @Nullable String component;
  private final TreeSet<String> known = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  private PolicyValues(Map<String, String> declared, @Nullable String component) {
    this.declared = declared;
    this.component = component;
  }

  static Policy read(@Nullable Recorded<PolicyDeclared> fact, @Nullable String component) {
    PolicyValues values =
        new PolicyValues(fact == null ? Map.of() : fact.event().values(), component);
    String version = fact == null ? "default" : fact.environment() + "@" + fact.position();
    return new Policy(
        version,
        values.count("sampleFloor", 30),
        values.points("marginPoints", 2),
        values.share("significance", 0.05),
        values.drop("detectableDropPoints", 10),
        values.share("power", 0.8),
        values.length("baselineWindow", "P7D"),
        values.length("completionWithin", "PT15M"),
        values.length("oldestAgeLimit", "PT5M"),
        values.list("keyActions"),
        values.duration("bake", "PT1H"),
        values.timesOfDay("peak"),
        values.list("requiredMetrics"),
        values.flag("mustHaveData"),
        values.count("poisonAttempts", 3),
        values.count("poisonInstances", 2),
        values.duration("keyMargin", "PT5M"),
        values.length("inFlightFloor", "PT15M"),
        values.length("longestBusinessCycle", "P35D", Policy.LONGEST_BUSINESS_CYCLE),
        values.duration("grace", "P1D"),
        values.count("rollbackWindow", 1),
        values.flag("mustRehearse", "true"),
        values.length("goneAfter", "PT1H", Policy.LONGEST_GONE_AFTER),
        values.duration("lateAfter", "PT10M"),
        values.length("workerMaxAge", "PT90S"),
        values.length("presenceMaxAge", "PT2M"),
        values.length("queueMaxAge", "PT5M"),
        values.length("queueMaxAgeInRollout", "PT60S"),
        values.length("migrationMaxAge", "PT60S"),
        values.length("probeMaxAge", "PT15M"),
        values.length("rehearsalMaxAge", "P30D"),
        values.length("dependantMaxAge", "PT5M"),
        values.faults(fact),
        fact);
  }

  private int count(String name, int fallback) {
    return parsed(name, fallback, "a whole number from 1", Integer::valueOf, n -> n >= 1);
  }

  /** A margin of all points would call total failure healthy. */
  private double points(String name, double fallback) {
    return parsed(
        name, fallback, "a number from 0 to below 100", Double::valueOf, n -> n >= 0 && n < 100);
  }

  /** No number of actions would ever show that not a single point was lost. */
  private double drop(String name, double fallback) {
    return parsed(
        name, fallback, "a number between 0 and 100", Double::valueOf, n -> n > 0 && n < 100);
  }

  private double share(String name, double fallback) {
    return parsed(name, fallback, "a number between 0 and 1", Double::valueOf, n -> n > 0 && n < 1);
  }

  /** A length that may be nothing at all. */
  private Duration duration(String name, String fallback) {
    return duration(
        name, fallback, "an ISO 8601 duration such as PT5M", Policy.LONGEST, Duration.ZERO);
  }

  /** A length that is no longer one when it is nothing: no fact would ever be young enough. */
  private Duration length(String name, String fallback) {
    String form = "an ISO 8601 duration such as PT5M, longer than nothing";
    return duration(name, fallback, form, Policy.LONGEST, Duration.ofNanos(1));
  }

  private Duration length(String name, String fallback, Duration longest) {
    String form =
        "an ISO 8601 duration, longer than nothing and at most %d days".formatted(longest.toDays());
    return duration(name, fallback, form, longest, Duration.ofNanos(1));
  }

  private Duration duration(
      String name, String fallback, String form, Duration longest, Duration shortest) {
    return parsed(
        name,
        Duration.parse(fallback),
        form,
        Duration::parse,
        length -> length.compareTo(shortest) >= 0 && length.compareTo(longest) <= 0);
  }

  private boolean flag(String name) {
    return flag(name, "false");
  }

  private boolean flag(String name, String fallback) {
    return parsed(name, fallback, "true or false", t -> t, t -> t.matches("true|false"))
        .equals("true");
  }

  private List<String> list(String name) {
    return parsed(
        name,
        List.<String>of(),
        "names with commas",
        t -> List.of(t.split("\\s*,\\s*")),
        l -> true);
  }

  private List<String> timesOfDay(String name) {
    return parsed(
        name,
        List.<String>of(),
        "times of day such as 11:00-13:30, with commas",
        t -> List.of(t.split("\\s*,\\s*")),
        l -> l.stream().allMatch(TIME_OF_DAY.asMatchPredicate()));
  }

  private <T> T parsed(
      String name, T fallback, String form, Function<String, T> parse, Predicate<T> allowed) {
    known.add(name);
    String own = component == null ? null : declared.get(component + "/" + name);
    String text = own == null ? declared.get(name) : own;
    if (text == null) {
      return fallback;
    }
    try {
      T value = parse.apply(text.strip());
      if (allowed.test(value)) {
        return value;
      }
    } catch (RuntimeException unreadable) {
      // Told below: a declaration is a fact, so it is kept and the default holds in its place.
    }
    faults.add(
        "policy value %s '%s' is not %s; %s holds"
            .formatted(own == null ? name : component + "/" + name, text, form, fallback));
    return fallback;
  }

  /** Also those of values for one component, which are only read when it is asked about. */
  private List<String> faults(@Nullable Recorded<PolicyDeclared> fact) {
    for (String name : new TreeSet<>(declared.keySet())) {
      if (!known.contains(name.substring(name.lastIndexOf('/') + 1))) {
        faults.add("policy value %s is not known; it has no effect".formatted(name));
      }
    }
    return component == null && fact != null
        ? Stream.concat(
                faults.stream(), components().flatMap(each -> read(fact, each).faults().stream()))
            .distinct()
            .toList()
        : List.copyOf(faults);
  }

  private Stream<String> components() {
    return new TreeSet<>(declared.keySet())
        .stream()
            .filter(name -> name.indexOf('/') > 0)
            .map(name -> name.substring(0, name.lastIndexOf('/')))
            .distinct();
  }
}
