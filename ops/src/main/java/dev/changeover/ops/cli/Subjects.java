package dev.changeover.ops.cli;

import dev.changeover.event.ActionRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looking up what a command names. */
final class Subjects {
  private Subjects() {}

  static JsonNode action(
      Server server,
      String name,
      @Nullable String environment,
      Moment moment,
      @Nullable String fromStep) {
    ActionRef action = ActionRef.parse(name);
    Map<String, Object> variables = new HashMap<>();
    variables.put("type", action.type());
    variables.put("id", action.id());
    variables.putAll(moment.variables(server));
    putIfGiven(variables, "environment", environment);
    putIfGiven(variables, "from", fromStep);
    return found(server.query(Documents.ACTION, variables).path("action"), name, moment);
  }

  /**
   * @throws CommandFailed where none or several environments have the action
   */
  static String environmentOfAction(Server server, String name) {
    ActionRef action = ActionRef.parse(name);
    Map<String, Object> variables = Map.of("type", action.type(), "id", action.id());
    return found(
            server.query(Documents.ENVIRONMENT_OF_ACTION, variables).path("action"),
            name,
            new Moment())
        .path("environment")
        .path("name")
        .asString();
  }

  static JsonNode release(
      Server server,
      String name,
      Moment moment,
      @Nullable String target,
      @Nullable String component) {
    Map<String, Object> variables = ofRelease(server, name, moment);
    putIfGiven(variables, "to", target);
    putIfGiven(variables, "component", component);
    variables.put("planned", component == null);
    return found(server.query(Documents.RELEASE, variables).path("release"), name, moment);
  }

  /** The release with its explanation and the verdicts on going back and on going on. */
  static JsonNode explained(Server server, String name, Moment moment) {
    Map<String, Object> variables = ofRelease(server, name, moment);
    return found(
        server.query(Documents.RELEASE_EXPLAINED, variables).path("release"), name, moment);
  }

  /** The release with the verdict on its next step. */
  static JsonNode nextStep(Server server, String name, Moment moment) {
    Map<String, Object> variables = ofRelease(server, name, moment);
    return found(server.query(Documents.PROCEED, variables).path("release"), name, moment);
  }

  private static Map<String, Object> ofRelease(Server server, String name, Moment moment) {
    Map<String, Object> variables = new HashMap<>(named(name));
    variables.putAll(moment.variables(server));
    return variables;
  }

  /** The variables {@code environment} and {@code id} of a release named ENV/RELEASE. */
  static Map<String, Object> named(String release) {
    int slash = release.indexOf('/');
    if (slash < 1) {
      throw new CommandFailed("a release is named ENV/RELEASE, got '" + release + "'");
    }
    return Map.of("environment", release.substring(0, slash), "id", release.substring(slash + 1));
  }

  static void putIfGiven(Map<String, Object> variables, String name, @Nullable String value) {
    if (value != null) {
      variables.put(name, value);
    }
  }

  /** The node, where a fact names it. */
  static JsonNode found(JsonNode node, String name, Moment moment) {
    if (node.isNull() || node.isMissingNode()) {
      throw new CommandFailed(
          "%s is not known; no fact %s names it".formatted(name, moment.upToWhere()));
    }
    return node;
  }
}
