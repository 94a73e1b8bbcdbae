package org.thalweg.loss.generative;

/** Whose loss it is, in a game of two networks. */
public enum Side {
  /** The network that tells real examples from made ones. */
  DISCRIMINATOR,
  /** The network that makes examples. */
  GENERATOR
}
