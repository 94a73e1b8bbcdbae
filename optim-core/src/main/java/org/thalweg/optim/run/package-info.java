/** Runs an optimizer by itself: over given gradients, or down a function. */
package org.thalweg.optim.run;
