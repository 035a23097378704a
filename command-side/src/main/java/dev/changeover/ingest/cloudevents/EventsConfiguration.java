package dev.changeover.ingest.cloudevents;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reader behind {@link EventsDoor}, on the clock of this machine. */
@Configuration(proxyBeanMethods = false)
public class EventsConfiguration {

  @Bean
  CloudEventReader cloudEventReader() {
    return new CloudEventReader(new CDEventReader(Clock.systemUTC()));
  }
}
