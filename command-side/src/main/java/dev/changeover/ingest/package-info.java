@NullMarked
package dev.changeover.ingest;

import org.jspecify.annotations.NullMarked;
