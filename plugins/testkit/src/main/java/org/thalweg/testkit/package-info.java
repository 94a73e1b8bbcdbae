/**
 * Contract tests that the author of a plugin extends, and checks to use in tests of one's own.
 *
 * <p>{@link org.thalweg.testkit.EngineContract} is what every engine keeps; {@link
 * org.thalweg.testkit.GradientCheck} compares derivatives with differences.
 */
package org.thalweg.testkit;
