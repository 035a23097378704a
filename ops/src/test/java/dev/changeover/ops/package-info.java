/** Tests of the product as its users meet it: the command line against a running server. */
@NullMarked
package dev.changeover.ops;

import org.jspecify.annotations.NullMarked;
