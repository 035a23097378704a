package dev.changeover.ops.server;

import dev.changeover.access.Tokens;
import dev.changeover.graphql.document.KnownDocuments;
import dev.changeover.ledger.LogWatch;
import dev.changeover.log.FactLog;
import dev.changeover.log.LedgerMessageSource;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.axon.DeadLetters;
import dev.changeover.ops.cli.CommandDocuments;
import dev.changeover.projection.Projector;
import dev.changeover.projection.ViewSchema;
import dev.changeover.projection.action.ActionProjector;
import dev.changeover.projection.environment.EnvironmentProjector;
import dev.changeover.projection.processor.ProcessorWiring;
import dev.changeover.projection.timeline.TimelineProjector;
import dev.changeover.projection.timeline.TimelineRows;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;

/** Connects the log with the read models, and both with their measurements. */
@Configuration(proxyBeanMethods = false)
class ServerWiring {

  @Bean
  Meter meter(OpenTelemetry telemetry) {
    return telemetry.getMeter("dev.changeover");
  }

  @Bean
  @Primary
  FactLog meteredFactLog(@Qualifier("factLog") FactLog log, Meter meter) {
    return new MeteredFactLog(log, meter);
  }

  /** There before the doors open, so that whoever sees the server ready can also enter. */
  @Bean
  @DependsOn("migratedLedger")
  AdminToken adminToken(Tokens tokens, @Value("${changeover.data}") Path data) {
    return AdminToken.ensure(data, tokens);
  }

  /** A data source whose schema {@code view} is up to date. */
  record MigratedView(DataSource database) {}

  @Bean
  MigratedView migratedView(DataSource database) {
    ViewSchema.migrate(database);
    return new MigratedView(database);
  }

  @Bean
  Projector actionProjector(MigratedView view) {
    return new ActionProjector(view.database());
  }

  @Bean
  Projector environmentProjector(MigratedView view) {
    return new EnvironmentProjector(view.database());
  }

  @Bean
  Projector timelineProjector(MigratedView view) {
    return new TimelineProjector(new TimelineRows(view.database()));
  }

  @Bean
  ProcessorWiring processorWiring(
      LedgerMessageSource source,
      TokenStore tokens,
      TransactionManager transactions,
      PlatformTransactionManager database,
      MigratedView view,
      DeadLetters deadLetters,
      Progress progress) {
    return new ProcessorWiring(
        source,
        tokens,
        transactions,
        database,
        view.database(),
        deadLetters::of,
        progress.signal()::raise);
  }

  @Bean
  FilterRegistrationBean<RoleFilter> roleFilter(@Value("${changeover.roles}") String roles) {
    var filter = new FilterRegistrationBean<>(new RoleFilter(NodeRole.parse(roles)));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /** The command line works with every server. */
  @Bean
  KnownDocuments documentsOfTheCommandLine() {
    return CommandDocuments::texts;
  }

  /** Raised when a read model of this node has taken in more. */
  record Progress(LedgerSignal signal) {}

  @Bean
  Progress progress() {
    return new Progress(new LedgerSignal());
  }

  /** Commits of any node, and the progress of this one's read models. */
  @Bean
  LogWatch logWatch(LedgerSignal commits, Progress progress) {
    return wake -> {
      var commit = commits.watch(wake);
      var progressed = progress.signal().watch(wake);
      return () -> {
        commit.close();
        progressed.close();
      };
    };
  }

  @Bean
  ReadModels readModels(
      List<Projector> projectors,
      ProcessorWiring wiring,
      DataSource database,
      @Value("${changeover.roles}") String roles,
      Meter meter,
      LedgerReader log) {
    boolean kept = NodeRole.parse(roles).contains(NodeRole.PROJECTIONS);
    ReadModels models = new ReadModels(projectors, wiring, database, kept);
    ReadModelMeters.register(meter, models, () -> log.nextPosition() - 1);
    return models;
  }
}
