package dev.changeover.reach;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The environments that a caller may read.
 *
 * @param environments empty: all
 */
public record Reach(Set<String> environments) {

  /**
   * An authority of this form binds its owner to an environment, e.g. {@code
   * ENVIRONMENT_production}.
   */
  public static final String AUTHORITY_PREFIX = "ENVIRONMENT_";

  /** Who has this authority may tell and decide. */
  private static final String RESPOND = "ROLE_RESPOND";

  /** Whether whoever made the request that this thread answers may tell and decide. */
  public static boolean callerMayRespond() {
    var caller = SecurityContextHolder.getContext().getAuthentication();
    return caller != null
        && caller.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(RESPOND::equals);
  }

  /** The reach of whoever made the request that this thread answers. */
  public static Reach ofCaller() {
    var caller = SecurityContextHolder.getContext().getAuthentication();
    return new Reach(
        caller == null
            ? Set.of()
            : caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(AUTHORITY_PREFIX))
                .map(authority -> authority.substring(AUTHORITY_PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether the environment may be read. Null, for facts of none, may be. */
  public boolean includes(@Nullable String environment) {
    return environment == null || environments.isEmpty() || environments.contains(environment);
  }
}
