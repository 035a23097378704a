package dev.changeover.access;

import dev.changeover.event.Sha256;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Issues tokens and recognises them. A row is believed for {@link #REMEMBERED} without asking the
 * database again, so a revoked token may live that long on other nodes.
 */
public final class Tokens {
  static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MAX_REMEMBERED = 10_000;
  private static final String BEARER = "Bearer ";

  private final JdbcClient database;
  private final Clock clock;
  private final Map<String, Row> remembered = new ConcurrentHashMap<>();

  public Tokens(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** One row of {@code ledger.access_token}, and until when it is believed. */
  private record Row(
      Caller caller, Sha256 digest, @Nullable Instant expiresAt, Instant believedUntil) {

    boolean isOf(TokenText token) {
      return MessageDigest.isEqual(digest.bytes(), token.digest().bytes());
    }

    boolean isExpiredAt(Instant now) {
      return expiresAt != null && !now.isBefore(expiresAt);
    }
  }

  /** A token for all sources; see {@link #issue(String, Set, Set, Set, Instant)}. */
  public String issue(
      String name, Set<Role> roles, Set<String> environments, @Nullable Instant expiresAt) {
    return issue(name, roles, environments, Set.of(), expiresAt);
  }

  /**
   * Makes a token.
   *
   * @param name whom it is for
   * @param roles at least one
   * @param environments bound to these; empty: all
   * @param sources may speak for these only; empty: all
   * @param expiresAt null: no end
   * @return the token, this once; only its digest is kept
   */
  public String issue(
      String name,
      Set<Role> roles,
      Set<String> environments,
      Set<String> sources,
      @Nullable Instant expiresAt) {
    TokenText token = TokenText.random();
    database
        .sql(
            """
            insert into ledger.access_token
              (id, name, token_sha256, roles, environments, sources, expires_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(token.id())
        .param(name)
        .param(token.digest().bytes())
        .param(roles.stream().map(Enum::name).toArray(String[]::new))
        .param(environments.toArray(String[]::new))
        .param(sources.toArray(String[]::new))
        .param(expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
        .update();
    return token.text();
  }

  /** All tokens that are neither expired nor revoked, the oldest first. */
  public List<IssuedToken> inForce() {
    return database
        .sql(
            """
            select id, name, roles, environments, sources, expires_at, created_at
            from ledger.access_token
            where revoked_at is null and (expires_at is null or expires_at > ?)
            order by created_at, id
            """)
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                new IssuedToken(
                    caller(row),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    instant(row, "expires_at")))
        .list();
  }

  /** Ends a token by its public part. Whether there was such a token that had not ended. */
  public boolean revoke(String tokenId) {
    int changed =
        database
            .sql(
                """
                update ledger.access_token set revoked_at = now()
                where id = ? and revoked_at is null
                """)
            .param(tokenId)
            .update();
    remembered.remove(tokenId);
    return changed > 0;
  }

  /**
   * Recognises a token; empty where it is mistyped, unknown, expired or revoked.
   *
   * @throws org.springframework.dao.DataAccessException where the database does not answer
   */
  public Optional<Caller> authenticate(String token) {
    return TokenText.parse(token)
        .flatMap(text -> row(text.id()).filter(row -> row.isOf(text)))
        .filter(row -> !row.isExpiredAt(clock.instant()))
        .map(Row::caller);
  }

  /** Recognises the value of an {@code Authorization} header or metadata entry, as the other. */
  public Optional<Caller> authenticateBearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authenticate(authorization.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private Optional<Row> row(String id) {
    Row known = remembered.get(id);
    if (known != null && clock.instant().isBefore(known.believedUntil())) {
      return Optional.of(known);
    }
    Optional<Row> found =
        database
            .sql(
                """
                select id, name, token_sha256, roles, environments, sources, expires_at
                from ledger.access_token
                where id = ? and revoked_at is null
                """)
            .param(id)
            .query((row, number) -> read(row))
            .optional();
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    found.ifPresentOrElse(row -> remembered.put(id, row), () -> remembered.remove(id));
    return found;
  }

  private Row read(ResultSet row) throws SQLException {
    return new Row(
        caller(row),
        Sha256.ofDigest(row.getBytes("token_sha256")),
        instant(row, "expires_at"),
        clock.instant().plus(REMEMBERED));
  }

  private static Caller caller(ResultSet row) throws SQLException {
    return new Caller(
        row.getString("id"),
        row.getString("name"),
        texts(row, "roles").map(Role::valueOf).collect(Collectors.toSet()),
        texts(row, "environments").collect(Collectors.toSet()),
        texts(row, "sources").collect(Collectors.toSet()));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Stream<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return Stream.of((String[]) array.getArray());
  }
}
