/** Losses of generators, and of the critics that they play against. */
package org.thalweg.loss.generative;
