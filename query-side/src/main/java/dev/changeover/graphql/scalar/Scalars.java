package dev.changeover.graphql.scalar;

import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** The scalars of the schema that GraphQL itself does not have. */
public final class Scalars {
  private Scalars() {}

  /** All of them, for the wiring. */
  public static List<GraphQLScalarType> all() {
    return List.of(
        GraphQLScalarType.newScalar().name("Long").coercing(new WholeNumber()).build(),
        GraphQLScalarType.newScalar()
            .name("DateTime")
            .coercing(
                new TextScalar<>(
                    Instant.class,
                    "a moment as RFC 3339 such as 2026-11-20T14:02:11Z",
                    Scalars::moment,
                    Instant::toString))
            .build(),
        GraphQLScalarType.newScalar()
            .name("Duration")
            .coercing(
                new TextScalar<>(
                    Duration.class,
                    "a length of time as ISO 8601 such as PT10M",
                    Duration::parse,
                    Duration::toString))
            .build());
  }

  /** Years 1 to 9999 are what the log holds. */
  private static Instant moment(String text) {
    OffsetDateTime moment = OffsetDateTime.parse(text);
    if (moment.getYear() < 1 || moment.getYear() > 9999) {
      throw new DateTimeException("outside the years 1 to 9999");
    }
    return moment.toInstant();
  }
}
