package dev.changeover.access;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is calling, as their token says.
 *
 * @param tokenId the public part of the token
 * @param name whom the token was given to
 * @param environments environments that the token is bound to; empty: all
 * @param sources CloudEvents sources that the token may speak for; empty: all
 */
public record Caller(
    String tokenId, String name, Set<Role> roles, Set<String> environments, Set<String> sources)
    implements AuthenticatedPrincipal {
  public Caller {
    roles = Set.copyOf(roles);
    environments = Set.copyOf(environments);
    sources = Set.copyOf(sources);
  }

  /** Whom the token was given to and its public part, as manifests name who asked. */
  @Override
  public String getName() {
    return name + " (" + tokenId + ")";
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** Whether the token reaches an environment. What belongs to none is nobody else's either. */
  public boolean reaches(@Nullable String environment) {
    return environment == null || environments.isEmpty() || environments.contains(environment);
  }

  /**
   * Why this caller may not tell a fact; empty: it may.
   *
   * @param environment the environment of the fact; null: none
   * @param source its CloudEvents source
   */
  public Optional<Problem> refusalToTell(@Nullable String environment, String source) {
    if (!reaches(environment)) {
      return Optional.of(
          Problem.of(
              ProblemCode.ENVIRONMENT_NOT_ALLOWED,
              "token %s (%s) is bound to environment %s and may not tell facts of '%s'"
                  .formatted(tokenId, name, list(environments), environment)));
    }
    if (!sources.isEmpty() && !sources.contains(source)) {
      return Optional.of(
          Problem.of(
              ProblemCode.SOURCE_NOT_ALLOWED,
              "token %s (%s) is bound to source %s and may not speak for '%s'"
                  .formatted(tokenId, name, list(sources), source)));
    }
    return Optional.empty();
  }

  /** As exports and logs name the caller, e.g. {@code first token (3s73dkmmettm)}. */
  @Override
  public String toString() {
    return name + " (" + tokenId + ")";
  }

  private static String list(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
