package dev.changeover.ingest.otlp.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Sha256;
import dev.changeover.event.otel.ChangeoverAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which span attributes may pass the door. Nothing else is kept anywhere, so that no personal data
 * gets into the log by accident.
 *
 * @param kept kept as they are
 * @param hashed kept as the SHA-256 of their text, 64 lowercase hex characters
 * @param fitting kept where the whole value fits one of the patterns, e.g. the paths that hold an
 *     id: other values of such an attribute may be anything
 */
public record AllowedAttributes(
    Set<String> kept, Set<String> hashed, Map<String, List<Pattern>> fitting) {

  /** What the door reads of the semantic conventions, old names beside new ones. */
  private static final Set<String> STANDARD =
      Set.of(
          "db.operation",
          "db.operation.name",
          "db.system",
          "db.system.name",
          "error.type",
          "exception.type",
          "http.method",
          "http.request.method",
          "http.request.resend_count",
          "http.response.status_code",
          "http.status_code",
          "messaging.consumer.group.name",
          "messaging.destination.name",
          "messaging.message.id",
          "messaging.operation",
          "messaging.operation.type",
          "messaging.system",
          "peer.service",
          "rpc.grpc.status_code",
          "rpc.method",
          "rpc.response.status_code",
          "rpc.service",
          "rpc.system",
          "rpc.system.name",
          "server.address",
          "service.peer.name");

  /** Attributes that must be hashes; a sender that puts the value itself there is hashed. */
  private static final Set<String> HASHES =
      Set.of(ChangeoverAttributes.KEY_HASH, ChangeoverAttributes.PAYLOAD_HASH);

  public AllowedAttributes {
    kept = Set.copyOf(kept);
    hashed = Set.copyOf(hashed);
    fitting = Map.copyOf(fitting);
  }

  /** The standard list, ours, and what a mapping reads besides. */
  public static AllowedAttributes with(
      Set<String> alsoKept, Set<String> hashed, Map<String, List<Pattern>> fitting) {
    Set<String> kept = new TreeSet<>(STANDARD);
    kept.addAll(ChangeoverAttributes.ALL);
    kept.addAll(alsoKept);
    kept.removeAll(hashed);
    return new AllowedAttributes(kept, hashed, fitting);
  }

  /** The value to keep, or null where the attribute may not pass. */
  public @Nullable String pass(String name, String value) {
    if (hashed.contains(name)) {
      return Sha256.of(value.getBytes(UTF_8)).hex();
    }
    if (!kept.contains(name)) {
      return fits(name, value) ? value : null;
    }
    return HASHES.contains(name) && !isHash(value) ? Sha256.of(value.getBytes(UTF_8)).hex() : value;
  }

  private boolean fits(String name, String value) {
    return fitting.getOrDefault(name, List.of()).stream()
        .anyMatch(pattern -> pattern.matcher(value).matches());
  }

  private static boolean isHash(String value) {
    return value.length() == 64
        && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
