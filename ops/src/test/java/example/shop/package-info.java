/**
 * Somebody else's app, for trials. It stands outside our packages, so that it can lean on nothing
 * of ours and the server under test does not take it for a part of itself.
 */
@NullMarked
package example.shop;

import org.jspecify.annotations.NullMarked;
