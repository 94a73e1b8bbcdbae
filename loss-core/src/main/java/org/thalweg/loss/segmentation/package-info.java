/**
 * Losses of regions in images. Most take logits of channels and compare, per image, what they claim
 * for each class with what it has.
 */
package org.thalweg.loss.segmentation;
