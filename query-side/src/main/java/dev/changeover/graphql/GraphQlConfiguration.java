package dev.changeover.graphql;

import dev.changeover.graphql.limit.AliasLimit;
import dev.changeover.graphql.limit.BodyLimit;
import dev.changeover.graphql.limit.MutationsNeedARole;
import dev.changeover.graphql.limit.OneReadForEachRequest;
import dev.changeover.graphql.limit.QueryCost;
import dev.changeover.graphql.limit.QueryDepth;
import dev.changeover.graphql.limit.QueryLimits;
import dev.changeover.graphql.scalar.Scalars;
import dev.changeover.ledger.PointsInHistory;
import dev.changeover.ledger.StoredEvents;
import dev.changeover.projection.environment.EnvironmentReader;
import dev.changeover.timeline.Timelines;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires the GraphQL face. {@code changeover.graphql.introspection} (default false) lets clients ask
 * for the schema; it is for development.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:dev/changeover/graphql/graphql.properties")
class GraphQlConfiguration {
  private final boolean introspection;

  GraphQlConfiguration(@Value("${changeover.graphql.introspection:false}") boolean introspection) {
    this.introspection = introspection;
  }

  /**
   * Without an executor: all fields of a query share the thread, and so the transaction, that it
   * began on.
   */
  @Bean
  AnnotatedControllerConfigurer controllersOnTheThreadOfTheQuery() {
    var configurer = new AnnotatedControllerConfigurer();
    configurer.configureBinder(
        options -> options.conversionService(ApplicationConversionService.getSharedInstance()));
    return configurer;
  }

  @Bean
  RuntimeWiringConfigurer scalars() {
    return wiring -> Scalars.all().forEach(wiring::scalar);
  }

  @Bean
  WebGraphQlInterceptor oneReadForEachRequest(PlatformTransactionManager transactions) {
    return new OneReadForEachRequest(transactions, introspection);
  }

  @Bean
  BodyLimit bodyLimit(@Value("${spring.graphql.http.path:/graphql}") String path) {
    return new BodyLimit(path);
  }

  @Bean
  AliasLimit aliasLimit() {
    return new AliasLimit();
  }

  @Bean
  MutationsNeedARole mutationsNeedARole() {
    return new MutationsNeedARole();
  }

  @Bean
  QueryDepth queryDepth() {
    return new QueryDepth(introspection ? QueryLimits.DEPTH_WITH_INTROSPECTION : QueryLimits.DEPTH);
  }

  @Bean
  QueryCost queryCost() {
    return new QueryCost();
  }

  @Bean
  StoredEvents storedEvents(JdbcClient database) {
    return new StoredEvents(database);
  }

  @Bean
  PointsInHistory pointsInHistory(JdbcClient database, ObjectProvider<Clock> clock) {
    return new PointsInHistory(database, clock.getIfAvailable(Clock::systemUTC));
  }

  /** One for all, so that what one question read of an environment serves the next. */
  @Bean
  EnvironmentReader environmentReader(DataSource database) {
    return new EnvironmentReader(database);
  }

  @Bean
  Timelines timelines(JdbcClient database) {
    return new Timelines(database);
  }
}
