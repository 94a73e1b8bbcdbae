/** What losses of several families compute with: assignments, distances, spectra, differences. */
package org.thalweg.loss.support;
