package dev.changeover.ingest.kafka;

import dev.changeover.kafka.KafkaSettings;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is anything to read: brokers, and at least one topic. */
final class TopicsAreNamed implements Condition {
  private static final Bindable<List<KafkaInSettings.Topic>> TOPICS =
      Bindable.listOf(KafkaInSettings.Topic.class);

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Binder settings = Binder.get(context.getEnvironment());
    boolean brokers =
        settings
            .bind(KafkaSettings.BOOTSTRAP_SERVERS, Bindable.listOf(String.class))
            .map(each -> each.stream().anyMatch(one -> !one.isBlank()))
            .orElse(false);
    return brokers
        && settings
            .bind("changeover.kafka.in.topics", TOPICS)
            .map(each -> !each.isEmpty())
            .orElse(false);
  }
}
