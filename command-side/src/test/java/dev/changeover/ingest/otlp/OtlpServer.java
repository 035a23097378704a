package dev.changeover.ingest.otlp;

import dev.changeover.access.AccessConfiguration;
import dev.changeover.access.Role;
import dev.changeover.access.Tokens;
import dev.changeover.event.Event;
import dev.changeover.event.StoredType;
import dev.changeover.event.json.EventJson;
import dev.changeover.ingest.IngestConfiguration;
import dev.changeover.log.Alongside;
import dev.changeover.log.FactLog;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerSchema;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.log.NewFact;
import dev.changeover.log.Receipt;
import dev.changeover.testing.PostgresExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** This door on a real database and free ports. */
final class OtlpServer implements AutoCloseable {
  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  private final ConfigurableApplicationContext application;
  private final HttpClient client = HttpClient.newHttpClient();
  final String token;

  private OtlpServer(ConfigurableApplicationContext application) {
    this.application = application;
    this.token = issue(Set.of());
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({AccessConfiguration.class, IngestConfiguration.class, OtlpConfiguration.class})
  static class Parts {
    @Bean
    GroupCommittingFactLog realLog(DataSource database) {
      LedgerSchema.migrate(database);
      return new GroupCommittingFactLog(database, new LedgerSignal(), LogLimits.standard());
    }

    @Bean
    @Primary
    BreakableLog factLog(GroupCommittingFactLog real) {
      return new BreakableLog(real);
    }
  }

  /** The log, until it is told to fail. */
  static final class BreakableLog implements FactLog {
    private final FactLog real;
    volatile @Nullable RuntimeException fault;

    BreakableLog(FactLog real) {
      this.real = real;
    }

    @Override
    public CompletableFuture<List<Receipt>> append(List<NewFact> facts, Alongside alongside) {
      RuntimeException now = fault;
      return now == null ? real.append(facts, alongside) : CompletableFuture.failedFuture(now);
    }
  }

  static OtlpServer start(PostgresExtension postgres, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.port", "0");
    settings.put("spring.grpc.server.port", "0");
    settings.put("changeover.otlp.http.port", "0");
    settings.put("changeover.otlp.sweep-every", "PT0.1S");
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.flyway.enabled", "false");
    settings.put("spring.datasource.url", postgres.jdbcUrl());
    settings.put("spring.datasource.username", postgres.username());
    settings.put("spring.datasource.password", postgres.password());
    settings.putAll(more);
    // As arguments: the door's own defaults, such as its ports, stand above default properties.
    return new OtlpServer(
        new SpringApplicationBuilder(Parts.class)
            .run(
                settings.entrySet().stream()
                    .map(each -> "--%s=%s".formatted(each.getKey(), each.getValue()))
                    .toArray(String[]::new)));
  }

  String issue(Set<String> environments) {
    return application.getBean(Tokens.class).issue("test", Set.of(Role.INGEST), environments, null);
  }

  int mainPort() {
    return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
  }

  int otlpPort() {
    return application.getBean(OtlpPort.class).port();
  }

  int grpcPort() {
    return application.getBean(GrpcServerLifecycle.class).getPort();
  }

  HttpResponse<byte[]> post(String path, String contentType, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + otlpPort() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofByteArray());
  }

  /** All facts of the log, in its order. */
  List<Event> facts() {
    return JdbcClient.create(application.getBean(DataSource.class))
        .sql("select stored_type, payload from ledger.event order by position")
        .query((row, _) -> EventJson.read(StoredType.parse(row.getString(1)), row.getBytes(2)))
        .list();
  }

  long count(String table) {
    return JdbcClient.create(application.getBean(DataSource.class))
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }

  <T> T part(Class<T> type) {
    return application.getBean(type);
  }

  @Override
  public void close() {
    client.close();
    application.close();
  }
}
