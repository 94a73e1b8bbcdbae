package org.thalweg.nn.tune;

/**
 * One of the trainings of a search.
 *
 * @param candidate the number of the candidate, from 0
 * @param fold the number of the fold that is held out, from 0
 */
public record Training(int candidate, int fold) {}
