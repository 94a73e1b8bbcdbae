/** What losses of several families compute with: exponentials, powers, assignments, spectra. */
package org.thalweg.loss.support;
