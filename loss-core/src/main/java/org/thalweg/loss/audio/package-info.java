/** Losses of sound: signals along the last axis, one value for each signal. */
package org.thalweg.loss.audio;
