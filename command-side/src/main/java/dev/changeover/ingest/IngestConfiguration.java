package dev.changeover.ingest;

import dev.changeover.access.Role;
import dev.changeover.access.Tokens;
import dev.changeover.ingest.otlp.OtlpAccess;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link BodyFilter} before every door that takes bodies, and tokens before OTLP. */
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

  /** OTLP asks by itself, since gRPC does not come past the rules of the HTTP addresses. */
  @Bean
  OtlpAccess otlpAccess(Tokens tokens) {
    return authorization ->
        tokens
            .authenticateBearer(authorization)
            .filter(caller -> caller.has(Role.INGEST))
            .<OtlpAccess.Sender>map(
                caller ->
                    (environment, source) -> caller.refusalToTell(environment, source).isEmpty())
            .orElse(null);
  }
}
