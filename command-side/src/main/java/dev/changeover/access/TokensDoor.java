package dev.changeover.access;

import dev.changeover.event.json.EventJson;
import dev.changeover.event.json.MalformedEvent;
import dev.changeover.problem.CommandRefused;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /admin/tokens}: issues, lists and revokes tokens. Only for callers who are bound to no
 * environment and no source: what they hand out may reach anywhere.
 */
@RestController
public final class TokensDoor {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Tokens tokens;
  private final Clock clock;

  public TokensDoor(Tokens tokens) {
    this.tokens = tokens;
    this.clock = Clock.systemUTC();
  }

  /** A new token: its public part, and the whole of it, this once. */
  record Made(String id, String token) {}

  /** A token as it is listed. */
  record Shown(
      String id,
      String name,
      List<Role> roles,
      List<String> environments,
      List<String> sources,
      Instant createdAt,
      @Nullable Instant expiresAt) {

    static Shown of(IssuedToken issued) {
      Caller holder = issued.holder();
      return new Shown(
          holder.tokenId(),
          holder.name(),
          holder.roles().stream().sorted().toList(),
          holder.environments().stream().sorted().toList(),
          holder.sources().stream().sorted().toList(),
          issued.createdAt(),
          issued.expiresAt());
    }
  }

  @PostMapping("/admin/tokens")
  ResponseEntity<Made> issue(@RequestBody byte[] body, @AuthenticationPrincipal Caller caller) {
    requireUnbound(caller);
    TokenWanted wanted = read(body);
    wanted.requireSoundAt(clock.instant());
    String token =
        tokens.issue(
            wanted.name(),
            wanted.roles(),
            Objects.requireNonNullElse(wanted.environments(), Set.of()),
            Objects.requireNonNullElse(wanted.sources(), Set.of()),
            wanted.expiresAt());
    String id = TokenText.parse(token).orElseThrow().id();
    return ResponseEntity.status(HttpStatus.CREATED).body(new Made(id, token));
  }

  @GetMapping("/admin/tokens")
  List<Shown> inForce(@AuthenticationPrincipal Caller caller) {
    requireUnbound(caller);
    return tokens.inForce().stream().map(Shown::of).toList();
  }

  @DeleteMapping("/admin/tokens/{id}")
  ResponseEntity<byte[]> revoke(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
    requireUnbound(caller);
    return tokens.revoke(id)
        ? ResponseEntity.noContent().build()
        : ProblemAnswer.of(
            Problem.of(
                ProblemCode.NOT_FOUND,
                "no token %s is in force; GET /admin/tokens lists those that are".formatted(id)));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(CommandRefused refused) {
    return ProblemAnswer.of(refused.problem());
  }

  private static TokenWanted read(byte[] body) {
    try {
      JsonNode wanted = JSON.readTree(body);
      requireKnownMembers(wanted);
      return EventJson.read(TokenWanted.class, wanted);
    } catch (MalformedEvent wrong) {
      throw new CommandRefused(
          Problem.at(ProblemCode.REQUEST_MALFORMED, wrong.pointer(), wrong.getMessage()));
    } catch (JacksonException wrong) {
      throw new CommandRefused(
          Problem.at(ProblemCode.JSON_MALFORMED, "", String.valueOf(wrong.getOriginalMessage())));
    }
  }

  /** A binding that is passed over because of its spelling would make a token that reaches all. */
  private static void requireKnownMembers(JsonNode wanted) {
    for (String member : wanted.propertyNames()) {
      if (!TokenWanted.MEMBERS.contains(member)) {
        throw new CommandRefused(
            Problem.at(
                ProblemCode.REQUEST_MALFORMED,
                "/" + member.replace("~", "~0").replace("/", "~1"),
                "is not known; expected " + String.join(", ", TokenWanted.MEMBERS)));
      }
    }
  }

  private static void requireUnbound(Caller caller) {
    if (!caller.environments().isEmpty()) {
      throw new CommandRefused(
          Problem.of(
              ProblemCode.ENVIRONMENT_NOT_ALLOWED,
              "token %s is bound to environments and may not manage tokens, which reach any"
                  .formatted(caller)));
    }
    if (!caller.sources().isEmpty()) {
      throw new CommandRefused(
          Problem.of(
              ProblemCode.SOURCE_NOT_ALLOWED,
              "token %s is bound to sources and may not manage tokens, which may speak for any"
                  .formatted(caller)));
    }
  }
}
