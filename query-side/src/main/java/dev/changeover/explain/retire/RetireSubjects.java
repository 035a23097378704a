package dev.changeover.explain.retire;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.explain.environment.FactsLacking;
import dev.changeover.explain.environment.ReadModelBehind;
import dev.changeover.explain.retire.Retired.OldFlag;
import dev.changeover.explain.retire.Retired.OldForm;
import dev.changeover.explain.retire.Retired.OldPath;
import dev.changeover.explain.retire.Retired.OldVersion;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every kind of thing that may need what would go, each once. */
record RetireSubjects(RetireFacts facts, Scene scene) {

  static List<RetireSubject> of(RetireFacts facts) {
    return new RetireSubjects(facts, Scene.of(facts.environment(), facts.asked().instant())).read();
  }

  private List<RetireSubject> read() {
    List<RetireSubject> subjects = new ArrayList<>(kinds());
    if (subjects.isEmpty()) {
      subjects.add(new NeverMentioned(facts.question().retired()));
    }
    behind("environment", facts.environment().position()).ifPresent(subjects::add);
    behind(
            "action",
            FactsLacking.knownTo(facts.actions().position(), facts.environment(), facts.asked()))
        .ifPresent(subjects::add);
    FactsLacking.of(facts.environment(), facts.asked()).stream()
        .map(
            each ->
                new NotTold(
                    each.subject(), each.message(), each.facts(), each.missingInASentence()))
        .forEach(subjects::add);
    return subjects;
  }

  private List<? extends RetireSubject> kinds() {
    return switch (facts.question().retired()) {
      case OldVersion old -> version(old.version());
      case OldPath old -> path(old.path(), old.label());
      case OldForm old -> form(old);
      case OldFlag old -> new FlagReading(scene, old.flag()).subjects();
    };
  }

  private List<? extends RetireSubject> version(ComponentVersion version) {
    if (scene.isA(ComponentKind.SCHEMA, version.component())) {
      return new SchemaReading(scene, version.component(), version.toString()).subjects();
    }
    VersionReading reading = new VersionReading(scene, version, facts.actions());
    if (!reading.isKnown()) {
      return List.of();
    }
    ActionReading actions = new ActionReading(scene, version, facts.actions());
    List<RetireSubject> subjects = new ArrayList<>();
    subjects.add(reading.read());
    subjects.add(actions.open());
    subjects.add(actions.closed());
    subjects.addAll(new QueueReading(scene, version).subjects());
    subjects.addAll(new DependantReading(scene, version).subjects());
    new PeerReading(scene, version).read().ifPresent(subjects::add);
    subjects.add(new WayBackReading(scene, version).read());
    return subjects;
  }

  private List<RetireSubject> path(String name, String label) {
    PathFacts known = scene.environment().paths().get(name);
    return known == null ? List.of() : new PathReading(scene, known, label).subjects();
  }

  /** A SCHEMA component; else a column or topic that is known as a path; else a message form. */
  private List<? extends RetireSubject> form(OldForm old) {
    if (scene.at().isSchema(old.name())) {
      return new SchemaReading(scene, old.name(), old.label()).subjects();
    }
    List<RetireSubject> path = path(old.name(), old.label());
    return path.isEmpty()
        ? new FormReading(scene, new MessageForm(old.name()), old.label()).subjects()
        : path;
  }

  /** A read model that has not come as far as the position asked about. */
  private Optional<NotTold> behind(String readModel, long position) {
    return ReadModelBehind.of(readModel, position, facts.asked().position())
        .map(each -> new NotTold(each.readModel(), each.message(), List.of(), each.missing()));
  }
}
