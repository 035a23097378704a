package dev.changeover.explain.retry;

import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.List;

/**
 * A path that was removed, and that steps use in a version of an earlier declaration.
 *
 * @param steps that the retry would run, by name
 * @param declarations that say so, and that a version which may run the retry may be of
 * @param instances of such versions; empty: none is known by name
 * @param allNamed whether it was tried, and each try tells its component
 * @param unnamed starts of tries that do not
 */
public record OlderUse(
    PathFacts path,
    List<String> steps,
    List<Recorded<?>> declarations,
    List<Presence> instances,
    boolean allNamed,
    List<Recorded<?>> unnamed) {}
