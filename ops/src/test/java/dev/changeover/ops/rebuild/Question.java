package dev.changeover.ops.rebuild;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A question of the readers.
 *
 * @param same every answer has to be these bytes; null: it has to be whole
 */
record Question(String document, @Nullable String same) {
  private static final String VERDICT =
      "{answer summary findings {rule {id} subject message} missing {name}}";

  /** {@code %s}: a point, or nothing. */
  private static final List<String> DOCUMENTS =
      List.of(
          "{action(type: \"order\", id: \"doubt\", environment: \"blue\" %s) {state explanation {summary} steps {name} retry "
              + VERDICT
              + " timeline(first: 5) {nodes {text}}}}",
          "{release(environment: \"blue\", id: \"r-1\" %s) {state explanation {summary} rollback "
              + VERDICT
              + " proceed "
              + VERDICT
              + " timeline(first: 5) {nodes {text}}}}",
          "{environment(name: \"blue\" %s) {components {name} workers {component} retryTriage(limit: 50) {judged}}}");

  static List<Question> atTheHead() {
    return DOCUMENTS.stream().map(each -> new Question(each.formatted(""), null)).toList();
  }

  /** The same, of a moment of the past, where the answers are known. */
  static List<String> at(long position, String instant) {
    String point = ", asOf: {position: %d, instant: \"%s\"}".formatted(position, instant);
    return DOCUMENTS.stream().map(each -> each.formatted(point)).toList();
  }

  /** What is wrong with an answer. */
  Optional<String> fault(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      return Optional.of("status " + answer.statusCode() + " " + answer.body());
    }
    if (same != null) {
      return answer.body().equals(same) ? Optional.empty() : Optional.of("other " + answer.body());
    }
    JsonNode read = JsonMapper.shared().readTree(answer.body());
    return read.has("errors") || isEmpty(read.path("data"))
        ? Optional.of("empty " + answer.body())
        : Optional.empty();
  }

  /** Nothing in these answers is ever null or an empty list, but for what is missing. */
  private static boolean isEmpty(JsonNode node) {
    return node.isNull()
        || node.isMissingNode()
        || (node.isContainer() && node.isEmpty())
        || node.propertyStream()
            .filter(each -> !each.getKey().equals("missing") && !each.getKey().equals("subject"))
            .anyMatch(each -> isEmpty(each.getValue()))
        || (node.isArray() && node.valueStream().anyMatch(Question::isEmpty));
  }
}
