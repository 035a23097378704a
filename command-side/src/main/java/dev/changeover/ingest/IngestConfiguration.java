package dev.changeover.ingest;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link BodyFilter} before every door that takes bodies. */
@Configuration(proxyBeanMethods = false)
public class IngestConfiguration {
  /** After Spring Security's filters, which stand at -100. */
  private static final int AFTER_SECURITY = 0;

  @Bean
  FilterRegistrationBean<BodyFilter> bodyFilter() {
    FilterRegistrationBean<BodyFilter> filter =
        new FilterRegistrationBean<>(new BodyFilter(BodyLimits.standard()));
    filter.addUrlPatterns("/events", "/v1/*", "/releases/*");
    filter.setOrder(AFTER_SECURITY);
    return filter;
  }
}
