package dev.changeover.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an export says of itself. What is not known is written as {@link #NOT_HELD}, never left out.
 *
 * @param format name and version of this form
 * @param requestedBy who asked, as their token says
 * @param files each with its digest, so that a change of any byte is found
 * @param firstPosition position of the first fact written; null: none was
 * @param rowsMatched counted before writing; equal to the rows written
 * @param rowsByType rows written for each stored type
 * @param rowsByDay rows written for each day of recording, UTC
 * @param excluded facts within the period that are not part of it, with the reason
 * @param neutralisedCells cells that were changed so that no program takes them for formulas
 * @param checkpoint signed head of the log's tree at the position
 */
record Manifest(
    String format,
    Software software,
    String requestedBy,
    Instant requestedAt,
    Filters filters,
    long asOfPosition,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long firstPosition,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long lastPosition,
    long rowsMatched,
    long rowsWritten,
    Map<String, Long> rowsByType,
    Map<String, Long> rowsByDay,
    List<Excluded> excluded,
    long neutralisedCells,
    List<WrittenFile> files,
    String checkpoint,
    String inclusionProofs,
    String consistencyProof,
    String signature) {

  static final String FORMAT = "changeover-export/1";

  /** Stands for what there is no evidence of. */
  static final String NOT_HELD = "NOT HELD";

  /** Which software wrote it. */
  record Software(String name, String version) {}

  /** What was asked for; times are times of recording, {@code from} inclusive, {@code to} not. */
  record Filters(String environment, String from, String to, String format) {}

  /** How many facts were left out, and why. */
  record Excluded(String reason, long count) {}

  /** A file beside the manifest. {@code sha256}: 64 lowercase hex characters. */
  record WrittenFile(String name, long bytes, long rows, String sha256) {}
}
