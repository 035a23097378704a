package dev.changeover.release;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes {@link Release} known to Axon. */
@Configuration(proxyBeanMethods = false)
public class ReleaseConfiguration {

  @Bean
  ConfigurerModule releaseAggregate() {
    return configurer -> configurer.configureAggregate(Release.class);
  }

  @Bean
  PlanReader planReader() {
    return new PlanReader();
  }
}
