package dev.changeover.access;

import static dev.changeover.access.Role.ADMIN;
import static dev.changeover.access.Role.AUDIT;
import static dev.changeover.access.Role.INGEST;
import static dev.changeover.access.Role.READ;
import static dev.changeover.access.Role.RESPOND;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Which role opens which address. What is not listed is closed to everybody. The token that the
 * first start prints has all roles, so that one person can try everything with it; tokens made
 * later have what they need.
 */
public final class AccessRules {
  private static final List<Rule> RULES =
      List.of(
          // address                                     any of these roles; none: open
          rule(GET, "/ready"),
          rule(GET, "/actuator/health"),
          rule(GET, "/actuator/health/liveness"),
          rule(GET, "/actuator/health/readiness"),
          rule(POST, "/events", INGEST),
          rule(POST, "/v1/traces", INGEST),
          rule(POST, "/v1/metrics", INGEST),
          rule(POST, "/v1/logs", INGEST),
          rule(PUT, "/releases/{environment}/{id}", RESPOND, ADMIN),
          rule(POST, "/graphql", READ, RESPOND, AUDIT, ADMIN),
          rule(GET, "/graphql", READ, RESPOND, AUDIT, ADMIN),
          rule(GET, "/exports/{environment}", AUDIT, ADMIN),
          rule(GET, "/verdicts/**", READ, RESPOND, AUDIT, ADMIN),
          rule(GET, "/gates/**", READ),
          rule(GET, "/admin/replays/{name}", ADMIN),
          rule(POST, "/admin/replays/{name}", ADMIN),
          rule(GET, "/admin/dead-letters", ADMIN),
          rule(GET, "/admin/dead-letters/{name}/{position}", ADMIN),
          rule(POST, "/admin/dead-letters/{name}/retry", ADMIN),
          rule(GET, "/admin/tokens", ADMIN),
          rule(POST, "/admin/tokens", ADMIN),
          rule(DELETE, "/admin/tokens/{id}", ADMIN),
          rule(GET, "/actuator/prometheus", READ, ADMIN),
          rule(GET, "/actuator/metrics", READ, ADMIN),
          rule(GET, "/actuator/metrics/{name}", READ, ADMIN));

  private AccessRules() {}

  /** One address. {@code anyOf}: a caller needs one of these roles; empty: open to everybody. */
  public record Rule(HttpMethod method, String path, Set<Role> anyOf) {
    PathPatternRequestMatcher matcher() {
      return PathPatternRequestMatcher.withDefaults().matcher(method, path);
    }

    boolean isOpen() {
      return anyOf.isEmpty();
    }
  }

  /** All rules. */
  public static List<Rule> all() {
    return RULES;
  }

  /** The rule for a request; empty: there is nothing, or nothing for anybody. */
  static Optional<Rule> of(HttpServletRequest request) {
    return RULES.stream().filter(rule -> rule.matcher().matches(request)).findFirst();
  }

  private static Rule rule(HttpMethod method, String path, Role... anyOf) {
    return new Rule(method, path, Set.of(anyOf));
  }
}
