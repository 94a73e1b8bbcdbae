package org.thalweg.api.optim;

/** What an optimizer has in common with others. */
public enum OptimizerFamily {
  /** Steps along the gradient, with or without momentum. */
  GRADIENT_DESCENT,
  /** A rate for each element, from the size of its gradients. */
  ADAPTIVE,
  /** Steps by the sign of the gradient. */
  SIGN,
  /** A rate for each tensor, from its length and that of its gradient. */
  LAYER_WISE,
  /** Gradients as matrices: orthogonal steps, preconditioners from both sides. */
  MATRIX,
  /** No learning rate to be set. */
  PARAMETER_FREE,
  /** Averages of the parameters. */
  AVERAGING,
  /** The curvature of the loss. */
  SECOND_ORDER,
  /** Flat minima: a second gradient next to the first. */
  SHARPNESS,
  /** Noise for privacy or exploration. */
  NOISE,
  /** Few bytes for the state. */
  MEMORY,
  /** Another optimizer, changed. */
  WRAPPER
}
