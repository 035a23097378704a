/**
 * Publishing against a real broker in a process of its own and a real database, both of which are
 * stopped, killed and frozen on the way, and so are publishers.
 */
@NullMarked
package dev.changeover.publish;

import org.jspecify.annotations.NullMarked;
