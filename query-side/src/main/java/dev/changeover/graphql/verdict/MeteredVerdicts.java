package dev.changeover.graphql.verdict;

import dev.changeover.explain.Verdict;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Measures verdicts: {@code changeover.verdict.duration} in seconds, from asking for the field to
 * its answer, by {@code question} and {@code answer}; its count is the number of verdicts given.
 */
@Component
class MeteredVerdicts extends SimplePerformantInstrumentation {
  private static final List<Double> SECONDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0);
  private static final AttributeKey<String> QUESTION = AttributeKey.stringKey("question");
  private static final AttributeKey<String> ANSWER = AttributeKey.stringKey("answer");

  private final DoubleHistogram duration;

  MeteredVerdicts(ObjectProvider<OpenTelemetry> telemetry) {
    this.duration =
        telemetry
            .getIfAvailable(OpenTelemetry::noop)
            .getMeter("dev.changeover")
            .histogramBuilder("changeover.verdict.duration")
            .setDescription("From asking for a verdict to its answer")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters parameters,
      @Nullable InstrumentationState state) {
    if (parameters.isTrivialDataFetcher()) {
      return fetcher;
    }
    var type = GraphQLTypeUtil.unwrapAll(parameters.getEnvironment().getFieldType());
    return isVerdict(type) ? field -> measured(fetcher, field) : fetcher;
  }

  private static boolean isVerdict(GraphQLNamedType type) {
    return "Verdict".equals(type.getName());
  }

  private @Nullable Object measured(DataFetcher<?> fetcher, DataFetchingEnvironment field)
      throws Exception {
    long begin = System.nanoTime();
    Object fetched = fetcher.get(field);
    if (fetched instanceof CompletionStage<?> later) {
      return later.whenComplete((verdict, failure) -> record(verdict, begin));
    }
    record(fetched, begin);
    return fetched;
  }

  private void record(@Nullable Object fetched, long begin) {
    if (fetched instanceof Verdict verdict) {
      double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
      duration.record(
          seconds,
          Attributes.of(QUESTION, verdict.question().name(), ANSWER, verdict.answer().name()));
    }
  }
}
