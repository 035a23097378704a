package dev.changeover.ingest.cloudevents;

import dev.changeover.log.FactLog;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is behind {@link EventsDoor} and {@link StatementDoor}, on the clock of this machine. */
@Configuration(proxyBeanMethods = false)
public class EventsConfiguration {

  @Bean
  CloudEventReader cloudEventReader() {
    return new CloudEventReader(new CDEventReader(Clock.systemUTC()));
  }

  @Bean
  Intake intake(FactLog log) {
    return new Intake(log, Duration.ofSeconds(30));
  }

  @Bean
  StatementDoor statementDoor(FactLog log) {
    // Within the time that a query has, so that the refusal still reaches who asked.
    return new StatementDoor(
        new Intake(log, Duration.ofSeconds(2)),
        new CDEventReader(Clock.systemUTC()),
        Clock.systemUTC());
  }
}
