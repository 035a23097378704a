package dev.changeover.log.axon;

import dev.changeover.log.ConfirmedDecisions;
import dev.changeover.log.GroupCommittingEventStorageEngine;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerListener;
import dev.changeover.log.LedgerMessageSource;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.LedgerSchema;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.log.PostgresEventStorageEngine;
import dev.changeover.log.RememberedStreams;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon on the log, without Axon's Spring Boot starter (see {@code
 * docs/adr/002-axon-without-its-starter.md}). Needs a {@link DataSource} on PostgreSQL and its
 * transaction manager; migrates the schema before anything else touches it. Aggregates are added by
 * beans of type {@link ConfigurerModule}.
 */
@Configuration(proxyBeanMethods = false)
public class AxonWiring {
  private static final TokenSchema TOKENS =
      TokenSchema.builder()
          .setTokenTable("ledger.token_entry")
          .setProcessorNameColumn("processor_name")
          .setSegmentColumn("segment")
          .setTokenColumn("token")
          .setTokenTypeColumn("token_type")
          .setTimestampColumn("claimed_at")
          .setOwnerColumn("owner")
          .build();

  /** Another node goes on with what a node held that renews its claim no more. */
  public static final Duration CLAIM_HOLDS = Duration.ofSeconds(5);

  /** A data source whose schema {@code ledger} is up to date. */
  record MigratedLedger(DataSource database) {}

  @Bean
  MigratedLedger migratedLedger(DataSource database) {
    LedgerSchema.migrate(database);
    return new MigratedLedger(database);
  }

  @Bean
  LedgerSignal ledgerSignal() {
    return new LedgerSignal();
  }

  @Bean
  LedgerReader ledgerReader(MigratedLedger ledger) {
    return new LedgerReader(ledger.database());
  }

  @Bean(destroyMethod = "close")
  LedgerListener ledgerListener(MigratedLedger ledger, LedgerSignal signal) {
    return new LedgerListener(ledger.database(), signal);
  }

  @Bean(destroyMethod = "close")
  AppenderDatabase appenderDatabase(MigratedLedger ledger) {
    return AppenderDatabase.beside(ledger.database());
  }

  @Bean(destroyMethod = "close")
  GroupCommittingFactLog factLog(
      AppenderDatabase appender, LedgerSignal signal, ObjectProvider<LogLimits> limits) {
    return new GroupCommittingFactLog(
        appender.database(), signal, limits.getIfAvailable(LogLimits::standard));
  }

  @Bean
  LedgerMessageSource ledgerMessageSource(LedgerReader reader, LedgerSignal signal) {
    return new LedgerMessageSource(reader, signal);
  }

  @Bean
  RememberedStreams rememberedStreams() {
    return new RememberedStreams();
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      MigratedLedger ledger,
      LedgerSignal signal,
      GroupCommittingFactLog log,
      RememberedStreams streams) {
    return new GroupCommittingEventStorageEngine(
        new PostgresEventStorageEngine(ledger.database(), signal), log, streams);
  }

  @Bean
  ConfirmedDecisions confirmedDecisions(LedgerReader log, RememberedStreams streams) {
    return new ConfirmedDecisions(log, streams);
  }

  @Bean
  TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  ConnectionProvider axonConnectionProvider(MigratedLedger ledger) {
    return new SpringDataSourceConnectionProvider(ledger.database());
  }

  @Bean
  StableSerializer stableSerializer(LedgerReader reader) {
    return new StableSerializer(reader);
  }

  /**
   * Tokens of the processors.
   *
   * @param node who claims them; a node that starts again under its old name goes on at once, one
   *     with a new name after the claim has run out. Two running nodes must never share a name.
   *     Without {@code changeover.node}: process and host, new with each start
   */
  @Bean
  TokenStore tokenStore(
      MigratedLedger ledger,
      ConnectionProvider connections,
      StableSerializer serializer,
      @Value("${changeover.node:}") String node) {
    AbstractTokenEntry.clock = new DatabaseClock(ledger.database());
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .serializer(serializer)
        .schema(TOKENS)
        .contentType(byte[].class)
        .claimTimeout(CLAIM_HOLDS)
        .nodeId(node.isBlank() ? ManagementFactory.getRuntimeMXBean().getName() : node)
        .build();
  }

  @Bean
  DeadLetters deadLetters(
      ConnectionProvider connections,
      TransactionManager transactions,
      StableSerializer serializer) {
    return new DeadLetters(connections, transactions, serializer);
  }

  /** Axon's parts, checked and started. */
  @Bean(initMethod = "start", destroyMethod = "shutdown")
  org.axonframework.config.Configuration axonConfiguration(
      TransactionManager transactions,
      EventStorageEngine engine,
      TokenStore tokens,
      StableSerializer serializer,
      ConfirmedDecisions confirmed,
      ObjectProvider<ConfigurerModule> modules) {
    // Axon's update checker sends usage data to its maker unless told not to.
    System.setProperty("axoniq.update-checker.disabled", "true");
    System.setProperty("disable-axoniq-console-message", "true");
    Configurer configurer =
        DefaultConfigurer.defaultConfiguration(false)
            .configureTransactionManager(_ -> transactions)
            .registerComponent(TokenStore.class, _ -> tokens)
            .registerComponent(EventStorageEngine.class, _ -> engine)
            .configureCommandBus(axon -> commandBus(axon, confirmed))
            .configureEventStore(_ -> EmbeddedEventStore.builder().storageEngine(engine).build())
            .configureSerializer(_ -> serializer)
            .configureEventSerializer(_ -> serializer)
            .configureMessageSerializer(_ -> serializer)
            .registerComponent(
                CommandGateway.class,
                axon ->
                    DefaultCommandGateway.builder()
                        .commandBus(axon.commandBus())
                        .retryScheduler(new DecideAnew())
                        .build());
    modules.orderedStream().forEach(module -> module.configureModule(configurer));
    org.axonframework.config.Configuration wired = configurer.buildConfiguration();
    WiringCheck.check(wired);
    return wired;
  }

  /**
   * As Axon's own, but without a transaction for each command: what is decided is committed with
   * the group it comes into, and a connection that waits for that is one that others lack.
   */
  private static CommandBus commandBus(
      org.axonframework.config.Configuration axon, ConfirmedDecisions confirmed) {
    CommandBus commands =
        SimpleCommandBus.builder()
            .transactionManager(NoTransactionManager.INSTANCE)
            .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
            .messageMonitor(axon.messageMonitor(SimpleCommandBus.class, "commandBus"))
            .build();
    commands.registerHandlerInterceptor(
        new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
    commands.registerHandlerInterceptor(confirmed);
    return commands;
  }

  @Bean
  CommandGateway commandGateway(org.axonframework.config.Configuration axon) {
    return axon.commandGateway();
  }
}
