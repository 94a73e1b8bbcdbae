/** Losses of two classes, or of several labels at once. */
package org.thalweg.loss.binary;
