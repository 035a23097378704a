package dev.changeover.explain.proceed;

import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Producers;
import dev.changeover.explain.environment.QueueContent;
import dev.changeover.explain.proceed.NextStep.MessageOrder;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a step comes in an order that messages allow: takers of a new form before its makers,
 * makers of an old form stopped before its last takers go.
 */
final class OrderReading {
  private final Rollout rollout;
  private final List<String> faults = new ArrayList<>();
  private final Set<CitedFact> cited = new LinkedHashSet<>();
  private final List<Unseen> blind = new ArrayList<>();
  private boolean concerned;

  OrderReading(Rollout rollout, PlannedStep step) {
    this.rollout = rollout;
    Optional.ofNullable(step.deploy()).flatMap(rollout.at()::planned).ifPresent(this::readAll);
  }

  Optional<MessageOrder> read() {
    return concerned && (blind.isEmpty() || !faults.isEmpty())
        ? Optional.of(new MessageOrder(List.copyOf(faults), List.copyOf(cited)))
        : Optional.empty();
  }

  List<Unseen> blind() {
    return blind;
  }

  private void readAll(PlannedComponent component) {
    for (PlannedMessage each : rollout.plan().messages()) {
      if (begins(each.producedBy().get(component.name()), component)) {
        makesNew(component, each);
      }
      if (ends(each.acceptedBy().get(component.name()), component)) {
        stopsTaking(component, each);
      }
    }
  }

  private static boolean begins(@Nullable VersionRange range, PlannedComponent component) {
    return range != null
        && range.mayInclude(component.to())
        && (component.from() == null || !range.includes(component.from()));
  }

  private static boolean ends(@Nullable VersionRange range, PlannedComponent component) {
    return range != null
        && !range.includes(component.to())
        && component.from() != null
        && range.mayInclude(component.from());
  }

  private void makesNew(PlannedComponent component, PlannedMessage message) {
    concerned = true;
    cited.add(plan(message));
    for (String queue : queues(message)) {
      Takers takers = Takers.of(rollout, queue, message.schema());
      takers.untold().ifPresent(blind::add);
      cited.addAll(takers.takers());
      cited.addAll(takers.refusers());
      if (takers.isKnown() && takers.takers().isEmpty()) {
        faults.add(
            "%s %s would put %s into %s, and no live worker takes it"
                .formatted(component.name(), component.to(), message.schema(), queue));
      } else if (!takers.refusers().isEmpty()) {
        faults.add(
            "%s %s would put %s into %s, and %d of its live workers %s not take it"
                .formatted(
                    component.name(),
                    component.to(),
                    message.schema(),
                    queue,
                    takers.refusers().size(),
                    takers.refusers().size() == 1 ? "does" : "do"));
      }
    }
  }

  private void stopsTaking(PlannedComponent component, PlannedMessage message) {
    concerned = true;
    cited.add(plan(message));
    for (String queue : queues(message)) {
      List<CitedFact> makers =
          new Producers(rollout.at(), queue)
              .of(message.schema()).stream().map(each -> each.fact()).toList();
      cited.addAll(makers);
      Optional<QueueContent> waiting =
          FormReading.content(rollout, queue)
              .filter(each -> each.byForm().getOrDefault(message.schema(), 0L) > 0);
      waiting.map(QueueContent::fact).ifPresent(cited::add);
      if (!makers.isEmpty() || waiting.isPresent()) {
        faults.add(
            "%s %s no longer takes %s, and %s"
                .formatted(
                    component.name(),
                    component.to(),
                    message.schema(),
                    makers.isEmpty()
                        ? waits(waiting.orElseThrow(), message, queue)
                        : "it is still made for " + queue));
      }
    }
  }

  /** A count that is too old is not told as a number. */
  private static String waits(QueueContent content, PlannedMessage message, String queue) {
    return content.fact().stale()
        ? "some of them waited in %s at %s, when it was last counted"
            .formatted(queue, content.fact().spokenMoment())
        : "%d of them wait in %s".formatted(content.byForm().get(message.schema()), queue);
  }

  private List<String> queues(PlannedMessage message) {
    return message.queue() != null
        ? List.of(message.queue())
        : FormReading.queuesOf(rollout, message.schema());
  }

  private CitedFact plan(PlannedMessage message) {
    return rollout
        .cite()
        .fact("plan of " + message.schema(), "makers and takers", rollout.planFact());
  }
}
