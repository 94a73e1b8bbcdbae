/** Losses of one class out of several. */
package org.thalweg.loss.multiclass;
