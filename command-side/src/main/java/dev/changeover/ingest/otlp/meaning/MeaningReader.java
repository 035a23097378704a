package dev.changeover.ingest.otlp.meaning;

import dev.changeover.event.MessageForm;
import dev.changeover.event.otel.ChangeoverAttributes;
import dev.changeover.ingest.otlp.span.SeenSpan;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what a span means. A rule of the mapping wins over the conventions; our attributes add to
 * both.
 *
 * @param read meanings that were read before, by span; null: none is kept
 */
public record MeaningReader(ActionMapping mapping, @Nullable Map<SeenSpan, List<Read>> read) {

  private static final Set<String> READING_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> READING_STATEMENTS = Set.of("SELECT", "SHOW", "EXPLAIN", "PING");
  private static final Pattern TTL = Pattern.compile(".*;\\s*ttl=(P[0-9A-Z.]+).*");

  /** Keeps nothing. */
  public MeaningReader(ActionMapping mapping) {
    this(mapping, null);
  }

  /** What a span meant when it was read. */
  record Read(String type, boolean declared, Meaning meaning) {}

  /** Reads each span once, however often it is asked about. For one thread, and a short time. */
  public MeaningReader once() {
    return new MeaningReader(mapping, new IdentityHashMap<>());
  }

  /**
   * The meaning of a span in an action of this type.
   *
   * @param declared false where nobody said what the action is made of: then a database is an
   *     outside target like any other
   */
  public Meaning of(SeenSpan span, String type, boolean declared) {
    if (read == null) {
      return read(span, type, declared);
    }
    List<Read> before = read.computeIfAbsent(span, _ -> new ArrayList<>(1));
    for (Read each : before) {
      if (each.declared() == declared && each.type().equals(type)) {
        return each.meaning();
      }
    }
    Meaning meaning = read(span, type, declared);
    before.add(new Read(type, declared, meaning));
    return meaning;
  }

  private Meaning read(SeenSpan span, String type, boolean declared) {
    SpanRule rule = mapping.ruleFor(span, type).orElse(null);
    EnumSet<Role> roles = roles(span, rule, declared);
    return new Meaning(
        roles,
        key(span, rule),
        step(span, rule, roles),
        span.attribute(ChangeoverAttributes.STEP_CLASS),
        attempt(span),
        effect(span, rule),
        message(span, rule),
        Outcomes.ofAction(span));
  }

  private static EnumSet<Role> roles(SeenSpan span, @Nullable SpanRule rule, boolean declared) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    if (rule != null) {
      roles.addAll(rule.roles());
    }
    EnumSet<Role> told = rolesToldByAttributes(span);
    roles.addAll(told);
    boolean says = !roles.isEmpty() && !Set.of(Role.FINISH).equals(roles);
    if (!says) {
      roles.addAll(rolesByConvention(span, declared));
    }
    roles.remove(Role.IGNORE);
    return roles;
  }

  private static EnumSet<Role> rolesToldByAttributes(SeenSpan span) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    if (span.attribute(ChangeoverAttributes.ACTION_KEY) != null) {
      roles.add(Role.ACCEPT);
    }
    if (span.attribute(ChangeoverAttributes.ACTION_OUTCOME) != null) {
      roles.add(Role.FINISH);
    }
    boolean isCall = span.kind() == SeenSpan.Kind.CLIENT || span.kind() == SeenSpan.Kind.PRODUCER;
    if (span.attribute(ChangeoverAttributes.STEP_NAME) != null && !isCall) {
      roles.add(Role.STEP);
    }
    boolean effect =
        List.of(
                ChangeoverAttributes.EFFECT_NAME,
                ChangeoverAttributes.EFFECT_OUTCOME,
                ChangeoverAttributes.KEY_HASH)
            .stream()
            .anyMatch(name -> span.attribute(name) != null);
    if (effect) {
      roles.add(Role.EFFECT);
    }
    if (!roles.isEmpty()) {
      roles.addAll(messageRole(span));
    }
    return roles;
  }

  private static EnumSet<Role> rolesByConvention(SeenSpan span, boolean declared) {
    return switch (span.kind()) {
      case SERVER -> EnumSet.of(Role.STEP);
      case CONSUMER -> {
        EnumSet<Role> roles = messageRole(span);
        if (!isReceive(span)) {
          roles.add(Role.STEP);
        }
        yield roles;
      }
      case PRODUCER -> {
        EnumSet<Role> roles = messageRole(span);
        yield roles.isEmpty() ? EnumSet.of(Role.EFFECT) : roles;
      }
      case CLIENT ->
          isOutsideEffect(span, declared) ? EnumSet.of(Role.EFFECT) : EnumSet.noneOf(Role.class);
      case INTERNAL -> EnumSet.noneOf(Role.class);
    };
  }

  private static EnumSet<Role> messageRole(SeenSpan span) {
    if (span.attribute("messaging.destination.name") == null) {
      return EnumSet.noneOf(Role.class);
    }
    return switch (span.kind()) {
      case PRODUCER -> EnumSet.of(Role.PUBLISH);
      case CONSUMER -> isReceive(span) ? EnumSet.noneOf(Role.class) : EnumSet.of(Role.CONSUME);
      default -> EnumSet.noneOf(Role.class);
    };
  }

  /** Taking messages off the queue is not yet working on one. */
  private static boolean isReceive(SeenSpan span) {
    String operation =
        span.firstAttribute(List.of("messaging.operation.type", "messaging.operation"));
    return "receive".equals(operation) || "settle".equals(operation);
  }

  private static boolean isOutsideEffect(SeenSpan span, boolean declared) {
    if (span.attribute("messaging.system") != null) {
      return false;
    }
    if (span.firstAttribute(List.of("db.system.name", "db.system")) != null) {
      String operation = span.firstAttribute(List.of("db.operation.name", "db.operation"));
      boolean reads =
          operation != null && READING_STATEMENTS.contains(operation.toUpperCase(Locale.ROOT));
      return !declared && !reads;
    }
    String method = method(span);
    return method == null || !READING_METHODS.contains(method.toUpperCase(Locale.ROOT));
  }

  private static @Nullable String key(SeenSpan span, @Nullable SpanRule rule) {
    String told = span.attribute(ChangeoverAttributes.ACTION_KEY);
    SpanRule.Key key = rule == null ? null : rule.key();
    if (told != null || key == null) {
      return told;
    }
    String value = span.attribute(key.attribute());
    return value == null ? null : (key.prefix() == null ? "" : key.prefix()) + value;
  }

  private static @Nullable String step(SeenSpan span, @Nullable SpanRule rule, Set<Role> roles) {
    String told = span.attribute(ChangeoverAttributes.STEP_NAME);
    if (told == null && rule != null) {
      told = rule.step();
    }
    return told == null && roles.contains(Role.STEP) ? span.name() : told;
  }

  private static @Nullable Integer attempt(SeenSpan span) {
    String told = span.attribute(ChangeoverAttributes.ATTEMPT);
    return told != null && isAttempt(told) ? Integer.valueOf(told) : null;
  }

  /** Whether a text is the number of a try; they count from 1. */
  public static boolean isAttempt(String told) {
    return told.matches("[1-9][0-9]{0,8}");
  }

  private static Meaning.Effect effect(SeenSpan span, @Nullable SpanRule rule) {
    Optional<SpanRule> mapped = Optional.ofNullable(rule);
    String queryable = span.attribute(ChangeoverAttributes.EFFECT_QUERYABLE);
    return new Meaning.Effect(
        first(
            span.attribute(ChangeoverAttributes.EFFECT_NAME),
            mapped.map(SpanRule::effect).orElse(null),
            effectName(span)),
        target(span, rule),
        Outcomes.ofEffect(span),
        first(
            span.attribute(ChangeoverAttributes.KEY_HASH),
            ActionMapping.valueOf(span, mapped.map(SpanRule::idempotencyKey).orElse(null)),
            null),
        first(
            span.attribute(ChangeoverAttributes.PAYLOAD_HASH),
            ActionMapping.valueOf(span, mapped.map(SpanRule::payload).orElse(null)),
            null),
        mapped.map(SpanRule::keyTtl).orElseGet(() -> ttlOfClass(span)),
        queryable == null
            ? mapped.map(SpanRule::queryable).orElse(null)
            : Boolean.valueOf(queryable));
  }

  private static String effectName(SeenSpan span) {
    String method = method(span);
    String target = target(span, null);
    return method == null || target == null ? span.name() : method + " " + target;
  }

  private static @Nullable String target(SeenSpan span, @Nullable SpanRule rule) {
    return first(
        span.attribute(ChangeoverAttributes.EFFECT_TARGET),
        rule == null ? null : rule.target(),
        span.firstAttribute(
            List.of(
                "service.peer.name",
                "peer.service",
                "server.address",
                "rpc.service",
                "db.system.name",
                "db.system")));
  }

  private static Meaning.Message message(SeenSpan span, @Nullable SpanRule rule) {
    String schema =
        first(
            span.attribute(ChangeoverAttributes.MESSAGE_SCHEMA),
            rule == null ? null : rule.schema(),
            null);
    return new Meaning.Message(
        first(
            rule == null ? null : rule.queue(), span.attribute("messaging.destination.name"), null),
        schema == null ? null : new MessageForm(schema),
        span.attribute("messaging.message.id"));
  }

  private static @Nullable Duration ttlOfClass(SeenSpan span) {
    String stepClass = span.attribute(ChangeoverAttributes.STEP_CLASS);
    Matcher ttl = TTL.matcher(stepClass == null ? "" : stepClass);
    try {
      return ttl.matches() ? Duration.parse(ttl.group(1)) : null;
    } catch (DateTimeParseException unreadable) {
      return null; // an unreadable lifetime is an unknown one: the key does not count as live
    }
  }

  private static @Nullable String method(SeenSpan span) {
    return span.firstAttribute(List.of("http.request.method", "http.method"));
  }

  private static <T extends @Nullable Object> T first(@Nullable T one, @Nullable T two, T last) {
    return one != null ? one : two != null ? two : last;
  }
}
