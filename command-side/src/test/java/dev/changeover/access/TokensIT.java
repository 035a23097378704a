package dev.changeover.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Sha256;
import dev.changeover.log.LedgerSchema;
import dev.changeover.testing.PostgresExtension;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokensIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");

  private final MovableClock clock = new MovableClock();
  private final Tokens tokens = new Tokens(JdbcClient.create(postgres.dataSource()), clock);

  @BeforeAll
  static void migrate() {
    LedgerSchema.migrate(postgres.dataSource());
  }

  @Test
  void recognises_what_it_issued_with_all_that_it_is_bound_to() {
    String token =
        tokens.issue("ci", Set.of(Role.INGEST, Role.READ), Set.of("staging"), Set.of("/ci"), null);
    assertThat(token).matches("chg_[a-z0-9]{12}_[a-z0-9]{52}_[0-9a-f]{8}");
    assertThat(tokens.authenticateBearer("bearer " + token))
        .hasValueSatisfying(
            caller -> {
              assertThat(caller.name()).isEqualTo("ci");
              assertThat(caller.roles()).containsExactlyInAnyOrder(Role.INGEST, Role.READ);
              assertThat(caller.environments()).containsExactly("staging");
              assertThat(caller.sources()).containsExactly("/ci");
            });
  }

  @Test
  void recognises_nothing_else() {
    String token = tokens.issue("ci", Set.of(Role.INGEST), Set.of(), null);
    String other = tokens.issue("ci", Set.of(Role.INGEST), Set.of(), null);
    String[] parts = token.split("_", -1);
    String[] others = other.split("_", -1);
    String forged = new TokenForger(parts[1], others[2]).token();
    for (String wrong :
        List.of(
            "",
            "chg_",
            token.toUpperCase(Locale.ROOT),
            token + " ",
            token.replace(parts[3], "00000000"),
            forged)) {
      assertThat(tokens.authenticate(wrong)).as(wrong).isEmpty();
    }
    assertThat(tokens.authenticateBearer(null)).isEmpty();
    assertThat(tokens.authenticateBearer("Basic " + token)).isEmpty();
  }

  @Test
  void a_token_ends_at_its_expiry_even_while_it_is_remembered() {
    String token = tokens.issue("ci", Set.of(Role.READ), Set.of(), START.plusSeconds(10));
    assertThat(tokens.authenticate(token)).isPresent();
    clock.now = START.plusSeconds(10);
    assertThat(tokens.authenticate(token)).isEmpty();
  }

  @Test
  void a_revoked_token_ends_at_once_here_and_soon_elsewhere() {
    Tokens elsewhere = new Tokens(JdbcClient.create(postgres.dataSource()), clock);
    String token = tokens.issue("ci", Set.of(Role.READ), Set.of(), null);
    String id = token.split("_", -1)[1];
    assertThat(elsewhere.authenticate(token)).isPresent();
    assertThat(tokens.revoke(id)).isTrue();
    assertThat(tokens.revoke(id)).isFalse();
    assertThat(tokens.authenticate(token)).isEmpty();
    clock.now = START.plus(Tokens.REMEMBERED).plusMillis(1);
    assertThat(elsewhere.authenticate(token)).isEmpty();
  }

  @Test
  void the_database_never_sees_a_secret() {
    String token = tokens.issue("ci", Set.of(Role.READ), Set.of(), null);
    String row =
        JdbcClient.create(postgres.dataSource())
            .sql("select t::text from ledger.access_token t where id = ?")
            .param(token.split("_", -1)[1])
            .query(String.class)
            .single();
    assertThat(row).doesNotContain(token.split("_", -1)[2]);
  }

  /** Makes a token whose checksum is right for an id and a secret that do not belong together. */
  private record TokenForger(String id, String secret) {
    String token() {
      String body = "chg_" + id + "_" + secret;
      return body + "_" + Sha256.of(body.getBytes(UTF_8)).hex().substring(0, 8);
    }
  }

  private static final class MovableClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
