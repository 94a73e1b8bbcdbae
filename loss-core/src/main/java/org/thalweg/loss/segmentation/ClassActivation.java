package org.thalweg.loss.segmentation;

/** How logits of channels become shares of classes. */
public enum ClassActivation {
  /** Classes exclude each other: the shares of a pixel sum to 1. */
  SOFTMAX,
  /** Each channel is a class of its own, present or not. */
  SIGMOID
}
