package dev.changeover.ingest.otlp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of this door.
 *
 * @param actions path of the mapping file; null: none
 * @param defaultEnvironment for resources that name none
 * @param http the second port for OTLP over HTTP
 * @param settle after the root of its trace has come, a span waits this long for its action
 * @param patience without a root, this long; also how long a parent may take
 * @param memory how long spans are remembered, so that later ones can be joined to them
 * @param sweepEvery how often what waits is looked at
 * @param mostSpans in one request; more are refused with 413
 * @param mostBytes of one request, inflated
 * @param mostRequests that are worked on at once; more are told to come back
 */
@ConfigurationProperties("changeover.otlp")
public record OtlpSettings(
    @Nullable String actions,
    @DefaultValue("default") String defaultEnvironment,
    @DefaultValue Http http,
    @DefaultValue("PT10S") Duration settle,
    @DefaultValue("PT5M") Duration patience,
    @DefaultValue("PT24H") Duration memory,
    @DefaultValue("PT1S") Duration sweepEvery,
    @DefaultValue("10000") int mostSpans,
    @DefaultValue("8MB") DataSize mostBytes,
    @DefaultValue("64") int mostRequests) {

  /**
   * The port that OTLP over HTTP has by convention.
   *
   * @param port 4318 as OTLP has it; 0 chooses a free one; -1: only the main port takes OTLP
   * @param address to bind to; loopback until told otherwise
   */
  public record Http(@DefaultValue("4318") int port, @DefaultValue("127.0.0.1") String address) {}
}
