package org.thalweg.cli.plot;

/**
 * The way of an optimizer down a function.
 *
 * @param label what it is called
 * @param result what it came to, in words
 * @param steps the number of steps done at each point, ascending from 0
 * @param excess how far the value at each point is above the least one; it may be infinite or NaN
 * @param points the points, none if they are not to be drawn
 * @param diverged whether it ended because a value was not finite
 */
public record Way(
    String label,
    String result,
    double[] steps,
    double[] excess,
    double[][] points,
    boolean diverged) {}
