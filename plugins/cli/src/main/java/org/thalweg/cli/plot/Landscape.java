package org.thalweg.cli.plot;

/**
 * A function of two numbers to draw ways on.
 *
 * @param heights how far the function is above its least value, over what is drawn
 * @param start where ways start
 * @param minima the points where the function is least
 */
public record Landscape(Grid heights, double[] start, double[][] minima) {}
