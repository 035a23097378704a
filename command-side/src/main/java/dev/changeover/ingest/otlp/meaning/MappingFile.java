package dev.changeover.ingest.otlp.meaning;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.json.EventJson;
import dev.changeover.ingest.otlp.span.SeenSpan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code actions.yml}. Its form is published as {@code schema/actions.schema.json}. */
public final class MappingFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private MappingFile() {}

  /**
   * Reads the text of a mapping file.
   *
   * @throws MappingRefused where it is not YAML or not of the published form, naming every place
   */
  public static ActionMapping read(String yaml) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JacksonException unreadable) {
      throw new MappingRefused(List.of("it is not YAML: " + unreadable.getOriginalMessage()));
    }
    List<String> faults =
        schema().validate(root).stream()
            .map(each -> "at '" + each.getInstanceLocation() + "': " + each.getMessage())
            .toList();
    if (!faults.isEmpty()) {
      throw new MappingRefused(faults);
    }
    List<ActionMapping.MappedAction> actions = new ArrayList<>();
    root.path("actions").forEach(action -> actions.add(action(action)));
    return new ActionMapping(actions);
  }

  private static Schema schema() {
    try (InputStream published =
        MappingFile.class.getResourceAsStream("/schema/actions.schema.json")) {
      if (published == null) {
        throw new IllegalStateException("schema/actions.schema.json is not on the class path");
      }
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(EventJson.mapper().readTree(published));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ActionMapping.MappedAction action(JsonNode action) {
    List<SpanRule> rules = new ArrayList<>();
    for (JsonNode rule : action.path("spans")) {
      rules.add(rule(rule, "/actions/" + action.path("type").stringValue("")));
    }
    return new ActionMapping.MappedAction(
        EventJson.read(ActionTypeDeclared.class, action), List.copyOf(rules));
  }

  private static SpanRule rule(JsonNode rule, String place) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    rule.path("roles")
        .forEach(role -> roles.add(Role.valueOf(role.stringValue().toUpperCase(Locale.ROOT))));
    List<SpanRule.IdSource> ids = new ArrayList<>();
    rule.path("id").forEach(id -> ids.add(idSource(id, place)));
    String ttl = text(rule, "keyTtl");
    JsonNode key = rule.get("key");
    return new SpanRule(
        match(rule.path("match"), place),
        roles,
        ids,
        key == null
            ? null
            : new SpanRule.Key(key.path("attribute").stringValue(), text(key, "prefix")),
        text(rule, "step"),
        text(rule, "effect"),
        text(rule, "target"),
        rule.has("queryable") ? (Boolean) rule.path("queryable").booleanValue() : null,
        ttl == null ? null : Duration.parse(ttl),
        text(rule, "idempotencyKey"),
        text(rule, "payload"),
        text(rule, "queue"),
        text(rule, "schema"));
  }

  private static SpanRule.IdSource idSource(JsonNode id, String place) {
    if (id.isString()) {
      return new SpanRule.IdSource(id.stringValue(), null);
    }
    Pattern pattern = pattern(text(id, "pattern"), "pattern", place);
    if (pattern != null && pattern.matcher("").groupCount() != 1) {
      throw new MappingRefused(
          List.of(
              "below '"
                  + place
                  + "', pattern: '"
                  + pattern
                  + "' must have exactly one group, the id;"
                  + " write (?:…) for others"));
    }
    return new SpanRule.IdSource(id.path("attribute").stringValue(), pattern);
  }

  private static SpanRule.Match match(JsonNode match, String place) {
    Map<String, Glob> attributes = new LinkedHashMap<>();
    match
        .path("attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), Glob.of(each.getValue().asString())));
    String kind = text(match, "kind");
    return new SpanRule.Match(
        glob(match, "name"),
        pattern(text(match, "namePattern"), "namePattern", place),
        kind == null ? null : SeenSpan.Kind.valueOf(kind),
        glob(match, "service"),
        attributes);
  }

  private static @Nullable Pattern pattern(
      @Nullable String expression, String member, String place) {
    try {
      return expression == null ? null : Pattern.compile(expression);
    } catch (PatternSyntaxException wrong) {
      throw new MappingRefused(
          List.of("below '" + place + "', " + member + ": " + wrong.getDescription()));
    }
  }

  private static @Nullable Glob glob(JsonNode node, String name) {
    String text = text(node, name);
    return text == null ? null : Glob.of(text);
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null ? null : value.stringValue();
  }
}
