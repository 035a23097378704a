package dev.changeover.ingest.otlp.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import dev.changeover.event.json.EventJson;
import dev.changeover.log.NewFact;
import java.time.Instant;

/**
 * Presence out of an export: the sender's version was there when the newest of its data was made.
 */
final class Heartbeat {
  private Heartbeat() {}

  /**
   * @param version of the sender, which has one
   * @param newestAt when the newest span or data point of the export ended
   * @param what names the content of the export, so that sending it again gives the same fact
   */
  static NewFact of(Sender sender, String version, Instant newestAt, String what) {
    ComponentObserved observed =
        new ComponentObserved(sender.name(), null, version, sender.instance(), null, null, null);
    String json = new String(EventJson.write(observed), UTF_8);
    String content = json + newestAt + what;
    String place = sender.instance() == null ? "" : "/" + sender.instance();
    Sha256 digest = Sha256.of(content.getBytes(UTF_8));
    return new NewFact(
        new EventId("otlp:/" + sender.environment() + "/" + sender.name() + place, digest.hex()),
        sender.environment(),
        sender.name(),
        newestAt,
        observed,
        digest,
        null);
  }
}
