package dev.changeover.graphql;

import dev.changeover.ledger.LogWatch;
import dev.changeover.ledger.TestLog;
import dev.changeover.projection.Projector;
import dev.changeover.projection.action.ActionProjector;
import dev.changeover.projection.environment.EnvironmentProjector;
import dev.changeover.projection.timeline.TimelineProjector;
import dev.changeover.projection.timeline.TimelineRows;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The parts of the query side as a server has them; who may ask is another module's concern. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan({
  "dev.changeover.explain",
  "dev.changeover.export",
  "dev.changeover.graphql",
  "dev.changeover.projection",
  "dev.changeover.timeline"
})
public class QuerySideApplication {

  @Bean
  CountingDataSource dataSource(Environment environment) {
    DataSource source =
        DataSourceBuilder.create()
            .url(environment.getRequiredProperty("spring.datasource.url"))
            .username(environment.getRequiredProperty("spring.datasource.username"))
            .password(environment.getRequiredProperty("spring.datasource.password"))
            .build();
    TestLog.createTables(source);
    return new CountingDataSource(source);
  }

  @Bean
  EnvironmentProjector environmentProjector(DataSource database) {
    return new EnvironmentProjector(database);
  }

  @Bean
  ActionProjector actionProjector(DataSource database) {
    return new ActionProjector(database);
  }

  @Bean
  TimelineProjector timelineProjector(DataSource database) {
    return new TimelineProjector(new TimelineRows(database));
  }

  @Bean
  TestLog log(DataSource database, List<Projector> projectors) {
    return new TestLog(database, projectors);
  }

  /** Nobody subscribes here; subscriptions are tried on a whole server. */
  @Bean
  LogWatch nothingIsWatched() {
    return _ -> () -> {};
  }

  @Bean
  SecurityFilterChain everybodyMayAsk(HttpSecurity http) {
    return http.csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .build();
  }
}
