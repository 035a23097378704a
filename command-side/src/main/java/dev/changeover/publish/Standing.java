package dev.changeover.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the topic stands to the log, whichever node publishes.
 *
 * @param published last position known to be in the topic; -1: none
 * @param lag how many facts are in the log and not known to be in the topic
 * @param oldestWaiting for how long the oldest of them has been recorded; zero where none waits
 * @param owner node that took over last; null: none ever
 * @param leased whether it has shown itself within its lease
 */
public record Standing(
    long published, long lag, Duration oldestWaiting, @Nullable String owner, boolean leased) {}
