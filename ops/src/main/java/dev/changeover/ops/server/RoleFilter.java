package dev.changeover.ops.server;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends away what belongs to a role that this node does not have. */
final class RoleFilter extends OncePerRequestFilter {

  private record Door(String path, NodeRole role) {}

  private static final List<Door> DOORS =
      List.of(
          new Door("/events", NodeRole.COMMAND),
          new Door("/v1/", NodeRole.COMMAND),
          new Door("/releases/", NodeRole.COMMAND),
          new Door("/admin/replays", NodeRole.PROJECTIONS),
          new Door("/admin/dead-letters", NodeRole.PROJECTIONS),
          new Door("/graphql", NodeRole.QUERY),
          new Door("/gates/", NodeRole.QUERY),
          new Door("/verdicts/", NodeRole.QUERY),
          new Door("/exports/", NodeRole.QUERY));

  private final Set<NodeRole> roles;

  RoleFilter(Set<NodeRole> roles) {
    this.roles = roles;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<NodeRole> lacking = lacking(request.getRequestURI());
    if (lacking.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    ProblemAnswer.write(
        response,
        Problem.of(
            ProblemCode.NODE_ROLE_MISSING,
            "this node has roles %s and %s; send %s %s to one with role %s"
                .formatted(
                    NodeRole.text(roles),
                    lacking.get().lack(),
                    request.getMethod(),
                    request.getRequestURI(),
                    lacking.get().text())));
  }

  private Optional<NodeRole> lacking(String path) {
    return DOORS.stream()
        .filter(door -> path.startsWith(door.path()))
        .map(Door::role)
        .filter(role -> !roles.contains(role))
        .findFirst();
  }
}
