/** Losses of images as such: how alike two are, how smooth one is, how well one lies on another. */
package org.thalweg.loss.imaging;
