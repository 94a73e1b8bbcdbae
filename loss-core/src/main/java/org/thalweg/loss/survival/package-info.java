/** Losses of times until an event, some of which are cut off. */
package org.thalweg.loss.survival;
