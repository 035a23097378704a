package dev.changeover.access;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the bearer token of a request. A request without one goes on as nobody's. */
final class BearerTokenFilter extends OncePerRequestFilter {
  /**
   * Begins the authorities that bind a caller to an environment; what answers questions reads them.
   */
  private static final String BOUND_TO = "ENVIRONMENT_";

  private final Tokens tokens;

  BearerTokenFilter(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Caller> caller;
    try {
      caller = tokens.authenticateBearer(authorization);
    } catch (DataAccessException away) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      ProblemAnswer.write(
          response,
          Problem.of(
              ProblemCode.LOG_UNAVAILABLE,
              "the token cannot be looked up: the database does not answer; send again"));
      return;
    }
    if (caller.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      ProblemAnswer.write(
          response,
          Problem.of(
              ProblemCode.TOKEN_INVALID,
              "the token is mistyped, unknown, expired or revoked; send Authorization: Bearer chg_…"));
      return;
    }
    enter(caller.get());
    chain.doFilter(request, response);
  }

  private static void enter(Caller caller) {
    String[] authorities =
        Stream.concat(
                caller.roles().stream().map(Role::authority),
                caller.environments().stream().map(each -> BOUND_TO + each))
            .toArray(String[]::new);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            caller, null, AuthorityUtils.createAuthorityList(authorities)));
    SecurityContextHolder.setContext(context);
  }

  /** Names the role that a refused request would have needed. */
  static Problem refusal(HttpServletRequest request) {
    String address = request.getMethod() + " " + request.getRequestURI();
    return AccessRules.of(request)
        .map(
            rule ->
                Problem.of(
                    ProblemCode.ROLE_MISSING,
                    "%s needs a token with role %s"
                        .formatted(
                            address,
                            String.join(
                                " or ",
                                rule.anyOf().stream().sorted().map(Role::toString).toList()))))
        .orElseGet(
            () -> Problem.of(ProblemCode.NOT_FOUND, address + " is not an address of this server"));
  }
}
