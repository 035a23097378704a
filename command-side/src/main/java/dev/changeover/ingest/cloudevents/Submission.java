package dev.changeover.ingest.cloudevents;

import java.util.List;

/**
 * One request body, read.
 *
 * @param batch whether the sender sent a batch, even of one; the answer is then an array
 * @param readings one for each event, in the order sent
 */
public record Submission(boolean batch, List<Reading> readings) {}
