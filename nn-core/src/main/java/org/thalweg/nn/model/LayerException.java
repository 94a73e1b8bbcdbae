package org.thalweg.nn.model;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Spec;

/** An error inside a layer, which it names. */
final class LayerException extends ThalwegException {
  private static final long serialVersionUID = 1L;

  LayerException(String part, Spec input, ThalwegException cause) {
    super("layer %s, given %s: %s".formatted(part, input, cause.getMessage()), cause);
  }
}
