/**
 * Optimizers side by side on a test function: each for as many steps, at the learning rate that
 * serves it best. A run depends on nothing but its optimizer, its rate and the course, so results
 * are the same bits on any number of cores. Who enters is read from words of a command line, and
 * all that is wrong with them is told at once.
 */
@NullMarked
package org.thalweg.cli.race;

import org.jspecify.annotations.NullMarked;
