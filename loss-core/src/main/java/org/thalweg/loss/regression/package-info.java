/** Distances of numbers. */
package org.thalweg.loss.regression;
