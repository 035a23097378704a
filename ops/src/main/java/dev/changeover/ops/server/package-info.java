/**
 * Starting and stopping a server: first the database, then the application on it; stopped the other
 * way round. Puts together what the other modules offer; decides nothing of its own.
 */
@NullMarked
package dev.changeover.ops.server;

import org.jspecify.annotations.NullMarked;
