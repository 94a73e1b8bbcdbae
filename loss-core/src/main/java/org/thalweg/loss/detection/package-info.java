/**
 * Losses of boxes around objects: how well one box fits another, and the sums of several parts that
 * detectors are trained with. Boxes are x1, y1, x2, y2 along the last axis.
 */
package org.thalweg.loss.detection;
