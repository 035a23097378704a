package dev.changeover.ingest.otlp;

import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.ingest.otlp.meaning.MappingFile;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.log.FactLog;
import io.grpc.BindableService;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;

/** Wires this door. Needs a {@link FactLog}, a {@link DataSource} and an {@link OtlpAccess}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OtlpSettings.class)
@Import(OtlpHttp.class)
@PropertySource("classpath:dev/changeover/ingest/otlp/defaults.properties")
public class OtlpConfiguration {

  /** The mapping file as it was when the server started. */
  record LoadedMapping(ActionMapping mapping, Instant writtenAt) {

    static LoadedMapping of(OtlpSettings settings) {
      String path = settings.actions();
      if (path == null || path.isBlank()) {
        return new LoadedMapping(ActionMapping.NONE, Instant.EPOCH);
      }
      try {
        Path file = Path.of(path);
        Instant writtenAt = Files.getLastModifiedTime(file).toInstant();
        return new LoadedMapping(
            MappingFile.read(Files.readString(file)), writtenAt.truncatedTo(ChronoUnit.MICROS));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(
            "changeover.otlp.actions names '%s', which cannot be read".formatted(path), unreadable);
      }
    }
  }

  @Bean
  LoadedMapping otlpMapping(OtlpSettings settings) {
    return LoadedMapping.of(settings);
  }

  @Bean
  SpanMemory spanMemory(DataSource database) {
    return new SpanMemory(database);
  }

  @Bean
  SpanIntake spanIntake(LoadedMapping loaded, SpanMemory memory, FactLog log) {
    return new SpanIntake(
        new MeaningReader(loaded.mapping()),
        memory,
        log,
        new Declarations(loaded.mapping(), loaded.writtenAt()));
  }

  @Bean(initMethod = "start")
  SpanSweep spanSweep(DataSource database, SpanIntake intake, OtlpSettings settings) {
    return new SpanSweep(new SpansDue(database), intake, settings);
  }

  @Bean
  OtlpDoor otlpDoor(
      OtlpSettings settings,
      LoadedMapping loaded,
      SpanIntake intake,
      ObjectProvider<OpenTelemetry> telemetry) {
    return new OtlpDoor(
        settings,
        loaded.mapping(),
        intake,
        telemetry.getIfAvailable(OpenTelemetry::noop),
        Clock.systemUTC());
  }

  @Bean
  BindableService otlpTraces(OtlpDoor door, OtlpAccess access) {
    return new OtlpGrpc(door, access).traces();
  }

  @Bean
  BindableService otlpMetrics(OtlpDoor door, OtlpAccess access) {
    return new OtlpGrpc(door, access).metrics();
  }

  @Bean
  OtlpPort otlpPort(OtlpSettings settings) {
    return new OtlpPort(settings.http());
  }

  @Bean
  FilterRegistrationBean<OtlpPort> otlpPortFilter(OtlpPort port) {
    FilterRegistrationBean<OtlpPort> filter = new FilterRegistrationBean<>(port);
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  FilterRegistrationBean<OtlpFaultForm> otlpFaultForm() {
    FilterRegistrationBean<OtlpFaultForm> filter =
        new FilterRegistrationBean<>(new OtlpFaultForm());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }
}
