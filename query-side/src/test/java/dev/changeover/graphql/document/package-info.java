/** Documents by their digests, without a server. */
@NullMarked
package dev.changeover.graphql.document;

import org.jspecify.annotations.NullMarked;
