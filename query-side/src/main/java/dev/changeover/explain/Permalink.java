package dev.changeover.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a verdict can be read again, with the same bytes. */
public final class Permalink {

  private Permalink() {}

  /**
   * E.g. {@code
   * /verdicts/retry/production/order/4711?position=10233&instant=2026-11-20T14:09:00Z&from=charge}.
   *
   * @param parameter name of the question's own parameter, e.g. {@code from} or {@code to}
   * @param value null: it was not given
   */
  public static String of(
      Question question,
      String environment,
      String subject,
      Asked asked,
      String parameter,
      @Nullable String value) {
    String path =
        "/verdicts/%s/%s/%s?position=%d&instant=%s"
            .formatted(
                question.name().toLowerCase(Locale.ROOT),
                encoded(environment),
                encoded(subject).replace("%2F", "/"),
                asked.position(),
                asked.instant());
    return with(path, parameter, value);
  }

  /** The link with one more parameter; null: it was not given. */
  public static String with(String link, String parameter, @Nullable String value) {
    return value == null ? link : link + "&" + parameter + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
