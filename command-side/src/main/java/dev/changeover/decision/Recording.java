package dev.changeover.decision;

import dev.changeover.log.Receipt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation answers.
 *
 * @param receipt null: nothing was recorded, and the errors say why
 */
record Recording(@Nullable ShownReceipt receipt, List<UserError> userErrors) {

  /** As {@code POST /events} gives it. */
  record ShownReceipt(Status status, long position, String source, String id, Instant recordedAt) {}

  /** Whether it is new. */
  enum Status {
    ACCEPTED,
    DUPLICATE
  }

  static Recording refused(UserError error) {
    return new Recording(null, List.of(error));
  }

  static Recording of(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Appended _ -> recorded(Status.ACCEPTED, receipt);
      case Receipt.Duplicate _ -> recorded(Status.DUPLICATE, receipt);
      case Receipt.Conflict _ ->
          refused(
              new UserError(
                  UserError.Code.IDEMPOTENCY_KEY_REUSED,
                  "key '%s' was used for something else, recorded at position %d"
                      .formatted(receipt.id().id(), receipt.position()),
                  "/input/idempotencyKey",
                  "Take a new key for what is new; repeat the input unchanged to repeat it."));
    };
  }

  private static Recording recorded(Status status, Receipt receipt) {
    return new Recording(
        new ShownReceipt(
            status,
            receipt.position(),
            receipt.id().source(),
            receipt.id().id(),
            receipt.recordedAt()),
        List.of());
  }
}
