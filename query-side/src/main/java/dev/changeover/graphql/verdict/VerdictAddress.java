package dev.changeover.graphql.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.explain.Question;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import dev.changeover.graphql.asof.AsOf;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which verdict is meant, as permalinks and gates name it: {@code
 * /verdicts/retry/production/order/4711?position=41&instant=2026-11-20T14:09:00Z&from=charge}.
 *
 * @param subject of RETRY {@code type/id}, of ROLLBACK and PROCEED the release, of RETIRE what its
 *     verdicts name
 * @param options the parameters of the question itself, e.g. {@code from}; by name
 */
public record VerdictAddress(
    Question question, String environment, String subject, AsOf asOf, Map<String, String> options) {
  private static final String PREFIX = "/verdicts/";

  /**
   * Reads path and parameters that have been decoded.
   *
   * @param question as in the path, e.g. {@code retry} or {@code roll-back}
   * @param rest what follows the environment in the path, with the slash before it
   * @throws Refusal where a part is not of its form
   */
  static VerdictAddress of(
      String question, String environment, String rest, Map<String, String> parameters) {
    if (rest.length() < 2) {
      throw new Refusal(
          Code.SUBJECT_UNCLEAR,
          "the path names no subject after environment '%s'; it ends in e.g. /production/order/4711 or /production/2026.11.3"
              .formatted(environment));
    }
    Map<String, String> options = new LinkedHashMap<>(parameters);
    AsOf asOf = new AsOf(position(options.remove("position")), moment(options.remove("instant")));
    return new VerdictAddress(question(question), environment, rest.substring(1), asOf, options);
  }

  /**
   * Parameters as they are given, each with its one value; may be changed. Of two values one would
   * have to be dropped, and the verdict be that of another question than is meant.
   *
   * @throws Refusal where a parameter is given twice
   */
  static Map<String, String> once(Map<String, List<String>> given) {
    Map<String, String> parameters = new LinkedHashMap<>();
    given.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            throw new Refusal(
                Code.SUBJECT_UNCLEAR,
                "parameter %s is given %d times, as '%s'; give it once"
                    .formatted(name, values.size(), String.join("', '", values)));
          }
          parameters.put(name, values.getFirst());
        });
    return parameters;
  }

  /**
   * Reads a permalink.
   *
   * @throws Refusal where it is none
   */
  public static VerdictAddress parse(String permalink) {
    int query = permalink.indexOf('?');
    String path = query < 0 ? permalink : permalink.substring(0, query);
    String[] parts = path.startsWith(PREFIX) ? path.substring(PREFIX.length()).split("/", 3) : null;
    if (parts == null || parts.length < 3 || parts[2].isEmpty()) {
      throw new Refusal(
          Code.SUBJECT_UNCLEAR,
          "a permalink reads like /verdicts/retry/production/order/4711?position=…, got '%s'"
              .formatted(permalink));
    }
    return of(
        decoded(parts[0]),
        decoded(parts[1]),
        "/" + decoded(parts[2]),
        query < 0 ? Map.of() : parameters(permalink.substring(query + 1)));
  }

  /** An option of the question; null: not given. */
  public @Nullable String option(String name) {
    return options.get(name);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String each : query.split("&", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        parameters
            .computeIfAbsent(decoded(each.substring(0, equals)), _ -> new ArrayList<>())
            .add(decoded(each.substring(equals + 1)));
      }
    }
    return once(parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new Refusal(Code.SUBJECT_UNCLEAR, "'%s' is not encoded as URLs are".formatted(text));
    }
  }

  private static Question question(String text) {
    String name = text.replace("-", "").toUpperCase(Locale.ROOT);
    return Arrays.stream(Question.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Code.NOT_FOUND,
                    "there is no question '%s'; there are retry, roll-back, proceed and retire"
                        .formatted(text)));
  }

  private static @Nullable Long position(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException wrong) {
      throw new Refusal(Code.SUBJECT_UNCLEAR, "position is a number, got '" + text + "'");
    }
  }

  private static @Nullable Instant moment(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime moment = OffsetDateTime.parse(text);
      if (moment.getYear() >= 1 && moment.getYear() <= 9999) {
        return moment.toInstant();
      }
    } catch (DateTimeException wrong) {
      // refused below, in the same words as a year that the log does not hold
    }
    throw new Refusal(
        Code.SUBJECT_UNCLEAR, "instant reads like 2026-11-20T14:09:00Z, got '" + text + "'");
  }
}
