package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.log.Receipt;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answers of the door as JSON: receipts {@code {status, position, source, id}}. */
final class TakenJson {
  private TakenJson() {}

  static ResponseEntity<byte[]> single(Taken taken) {
    return switch (taken) {
      case Taken.Rejected(Reading.Refused refused) -> ProblemAnswer.of(refused.problem());
      case Taken.Received(Receipt receipt) ->
          answer(
              switch (receipt) {
                case Receipt.Appended _ -> HttpStatus.ACCEPTED;
                case Receipt.Duplicate _ -> HttpStatus.OK;
                case Receipt.Conflict _ -> HttpStatus.CONFLICT;
              },
              json(taken));
    };
  }

  /** 202 where every event is in the log, else 207. */
  static ResponseEntity<byte[]> batch(List<Taken> batch) {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    batch.forEach(taken -> answers.add(json(taken)));
    return answer(
        batch.stream().allMatch(TakenJson::isInTheLog)
            ? HttpStatus.ACCEPTED
            : HttpStatus.MULTI_STATUS,
        answers);
  }

  private static boolean isInTheLog(Taken taken) {
    return taken instanceof Taken.Received(Receipt receipt)
        && !(receipt instanceof Receipt.Conflict);
  }

  private static ObjectNode json(Taken taken) {
    return switch (taken) {
      case Taken.Received(Receipt receipt) -> json(receipt);
      case Taken.Rejected(Reading.Refused refused) -> json(refused);
    };
  }

  private static ObjectNode json(Receipt receipt) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(
        "status",
        switch (receipt) {
          case Receipt.Appended _ -> "ACCEPTED";
          case Receipt.Duplicate _ -> "DUPLICATE";
          case Receipt.Conflict _ -> "CONFLICT";
        });
    json.put("position", receipt.position());
    json.put("source", receipt.id().source());
    json.put("id", receipt.id().id());
    json.put("recordedAt", receipt.recordedAt().toString());
    if (receipt instanceof Receipt.Conflict) {
      json.put("code", ProblemCode.EVENT_CONFLICT.name());
      json.put(
          "detail",
          "position %d holds other content under this source and id; it stands. Send a new id"
              .formatted(receipt.position()));
    }
    return json;
  }

  private static ObjectNode json(Reading.Refused refused) {
    Problem problem = refused.problem();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", "REJECTED");
    json.put("source", refused.source());
    json.put("id", refused.id());
    json.put("code", problem.code().name());
    json.put("detail", problem.detail());
    json.put("pointer", problem.pointer());
    return json;
  }

  private static ResponseEntity<byte[]> answer(HttpStatus status, JsonNode json) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(json.toString().getBytes(UTF_8));
  }
}
