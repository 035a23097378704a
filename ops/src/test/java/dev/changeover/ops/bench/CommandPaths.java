package dev.changeover.ops.bench;

import dev.changeover.log.axon.AxonWiring;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The same aggregate on Axon's own store, without and with its cache, and on our log. */
final class CommandPaths implements AutoCloseable {
  private final Configuration plain;
  private final Configuration cached;
  private final AnnotationConfigApplicationContext own;

  CommandPaths(StockLog stock, BenchPostgres.Database database) {
    plain = stock(stock, AggregateConfigurer.defaultConfiguration(BenchOrder.class));
    cached =
        stock(
            stock,
            AggregateConfigurer.defaultConfiguration(BenchOrder.class)
                .configureCache(_ -> new WeakReferenceCache()));
    own = new AnnotationConfigApplicationContext();
    // A pool would be closed with the context, and is still asked about what is in it.
    DataSource pool = new DelegatingDataSource(database.pool());
    own.registerBean(DataSource.class, () -> pool);
    own.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
    own.registerBean(
        ConfigurerModule.class,
        () -> configurer -> configurer.configureAggregate(BenchOrder.class));
    own.register(AxonWiring.class);
    own.refresh();
  }

  /** One contender for each path. */
  List<Contender> contenders(int ofATurn) {
    return List.of(
        new Commands(Commands.STOCK, plain.commandGateway(), ofATurn),
        new Commands(Commands.STOCK_CACHED, cached.commandGateway(), ofATurn),
        new Commands(Commands.OWN, own.getBean(CommandGateway.class), ofATurn));
  }

  @Override
  public void close() {
    plain.shutdown();
    cached.shutdown();
    own.close();
  }

  private static Configuration stock(StockLog log, AggregateConfigurer<BenchOrder> aggregate) {
    Jackson3Serializer serializer = StockLog.serializer();
    Configuration configuration =
        DefaultConfigurer.defaultConfiguration(false)
            .configureTransactionManager(_ -> log.transactions())
            .configureEventStore(_ -> log.store())
            .configureSerializer(_ -> serializer)
            .configureEventSerializer(_ -> serializer)
            .configureMessageSerializer(_ -> serializer)
            .configureAggregate(aggregate)
            .buildConfiguration();
    configuration.start();
    return configuration;
  }
}
