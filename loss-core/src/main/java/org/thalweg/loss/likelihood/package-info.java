/** Negative logarithms of likelihoods, and divergences of distributions. */
package org.thalweg.loss.likelihood;
