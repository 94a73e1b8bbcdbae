/** Losses of vectors whose distances and angles have a meaning. */
package org.thalweg.loss.embedding;
