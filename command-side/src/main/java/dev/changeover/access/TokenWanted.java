package dev.changeover.access;

import dev.changeover.problem.CommandRefused;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a token.
 *
 * @param name whom or what it is for, as lists and manifests will name it; 1 to 200 characters
 * @param roles at least one
 * @param environments bound to these; null or empty: all
 * @param sources CloudEvents sources that it may speak for; null or empty: all
 * @param expiresAt from then on it is not taken; null: no end
 */
record TokenWanted(
    String name,
    Set<Role> roles,
    @Nullable Set<String> environments,
    @Nullable Set<String> sources,
    @Nullable Instant expiresAt) {
  static final List<String> MEMBERS =
      Arrays.stream(TokenWanted.class.getRecordComponents()).map(RecordComponent::getName).toList();

  private static final int LONGEST_NAME = 200;

  /**
   * Checks what the form of the JSON does not.
   *
   * @throws CommandRefused with the pointer to the fault
   */
  void requireSoundAt(Instant now) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw malformed("/name", "has %d characters; expected 1 to 200".formatted(name.length()));
    }
    if (roles.isEmpty()) {
      throw malformed(
          "/roles", "is empty; expected at least one of ingest, read, respond, audit, admin");
    }
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw malformed("/expiresAt", expiresAt + " has passed; the token would never be taken");
    }
  }

  private static CommandRefused malformed(String pointer, String detail) {
    return new CommandRefused(Problem.at(ProblemCode.REQUEST_MALFORMED, pointer, detail));
  }
}
