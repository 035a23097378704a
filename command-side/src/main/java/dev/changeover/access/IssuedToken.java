package dev.changeover.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as its keepers see it; the secret is not kept.
 *
 * @param holder who calls with it, and what it opens
 * @param createdAt by the clock of the database
 * @param expiresAt from then on it is not taken; null: no end
 */
public record IssuedToken(Caller holder, Instant createdAt, @Nullable Instant expiresAt) {}
