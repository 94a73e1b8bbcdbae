package org.thalweg.nn.pipeline;

import java.util.List;
import java.util.Optional;
import org.thalweg.nn.data.ClassWeights;
import org.thalweg.nn.data.Dataset;

/**
 * What training data go through that depends on all of them, so that a part of them goes through it
 * anew.
 *
 * @param examples the training data before
 * @param classWeights what their weights are multiplied by
 * @param standardize whether inputs are then shifted and scaled to mean 0 and deviation 1
 */
public record Preparation(
    Dataset examples, Optional<ClassWeights> classWeights, boolean standardize) {
  /** Returns the preparation of examples that stay as they are. */
  static Preparation none(Dataset examples) {
    return new Preparation(examples, Optional.empty(), false);
  }

  /** Returns the same for other examples. */
  Preparation of(Dataset others) {
    return new Preparation(others, classWeights, standardize);
  }

  /** Returns the examples with the weights of their classes. */
  Dataset weighted(List<String> classes) {
    return classWeights.map(weights -> weights.apply(examples, classes)).orElse(examples);
  }
}
