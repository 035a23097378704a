package dev.changeover.explain.environment;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;

/** A version that is there now and makes {@code form}. */
public record Producer(ComponentVersion version, MessageForm form, CitedFact fact) {}
