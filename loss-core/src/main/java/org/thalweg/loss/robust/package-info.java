/** Distances of numbers that outliers hardly move. */
package org.thalweg.loss.robust;
