package dev.changeover.ops.server;

import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Our own measurements: made with OpenTelemetry's interface everywhere, shown at {@code
 * /actuator/prometheus}, and pushed over OTLP where an address is set. Never to ourselves: the
 * address is only ever the one that is given.
 */
@Configuration(proxyBeanMethods = false)
class Telemetry {

  @Bean
  PrometheusMetricReader prometheusMetricReader(PrometheusRegistry registry) {
    PrometheusMetricReader reader = PrometheusMetricReader.create();
    registry.register(reader);
    return reader;
  }

  @Bean(destroyMethod = "close")
  SdkMeterProvider meterProvider(
      Resource resource,
      PrometheusMetricReader prometheus,
      @Value("${changeover.telemetry.metrics-url:}") String metricsUrl) {
    var provider =
        SdkMeterProvider.builder().setResource(resource).registerMetricReader(prometheus);
    if (!metricsUrl.isEmpty()) {
      provider.registerMetricReader(
          PeriodicMetricReader.create(
              OtlpHttpMetricExporter.builder().setEndpoint(metricsUrl).build()));
    }
    return provider.build();
  }
}
