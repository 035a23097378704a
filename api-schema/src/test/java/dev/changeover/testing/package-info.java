/**
 * What the tests of every module share: a real PostgreSQL for each test class. Shipped as the test
 * jar of this module.
 */
@NullMarked
package dev.changeover.testing;

import org.jspecify.annotations.NullMarked;
