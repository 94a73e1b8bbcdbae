/**
 * How private training with noise is. An accountant adds up the Rényi divergences of steps and
 * turns them into an epsilon for a delta. It takes noise, share of the data and steps, and nothing
 * of the training itself.
 */
@NullMarked
package org.thalweg.optim.privacy;

import org.jspecify.annotations.NullMarked;
