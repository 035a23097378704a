package dev.changeover.graphql.release;

import dev.changeover.graphql.Cites;
import java.time.Instant;
import java.util.List;

/** A point of no return as the schema shows it. */
record ShownPointOfNoReturn(Instant passedAt, String because, long objects, List<Long> positions)
    implements Cites {}
