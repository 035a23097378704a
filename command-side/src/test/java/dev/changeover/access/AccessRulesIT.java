package dev.changeover.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ingest.DoorServer;
import dev.changeover.testing.PostgresExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.HttpMethod;

/**
 * Every rule against every role, over HTTP. Whether there is a door behind a rule does not matter.
 */
class AccessRulesIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final List<Integer> CLOSED = List.of(401, 403);

  private static DoorServer server;
  private static final Map<Role, String> tokens = new EnumMap<>(Role.class);

  @BeforeAll
  static void start() {
    server = DoorServer.start(postgres);
    for (Role role : Role.values()) {
      tokens.put(role, server.token(role));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void every_address_opens_to_its_roles_and_to_no_other() {
    for (AccessRules.Rule rule : AccessRules.all()) {
      String path = rule.path().replaceAll("\\{[a-z]+}", "x");
      assertThat(CLOSED.contains(status(rule.method(), path, null)))
          .as("%s %s without a token is closed", rule.method(), path)
          .isEqualTo(!rule.anyOf().isEmpty());
      for (Role role : Role.values()) {
        boolean opens = rule.anyOf().isEmpty() || rule.anyOf().contains(role);
        assertThat(CLOSED.contains(status(rule.method(), path, tokens.get(role))))
            .as("%s %s is closed to %s", rule.method(), path, role)
            .isEqualTo(!opens);
      }
    }
  }

  @Test
  void what_is_not_listed_is_closed() {
    assertThat(status(HttpMethod.GET, "/events", null)).isEqualTo(401);
    for (String path :
        List.of("/events", "/", "/actuator", "/actuator/env", "/error", "/ready/x")) {
      for (Role role : Role.values()) {
        assertThat(status(HttpMethod.GET, path, tokens.get(role))).as(path).isEqualTo(404);
      }
    }
  }

  private static int status(HttpMethod method, String path, @Nullable String token) {
    var request = server.to(path).method(method.name(), BodyPublishers.ofString("{}"));
    return server
        .send(token == null ? request : request.header("Authorization", "Bearer " + token))
        .status();
  }
}
