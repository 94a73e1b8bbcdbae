package org.thalweg.loss.adaptation;

import org.thalweg.api.tensor.Tensor;

/**
 * Embeddings and the centres of clusters.
 *
 * @param embedding an embedding of each example, shape [N, D]
 * @param centers the centres, shape [K, D]
 */
public record Clusters(Tensor embedding, Tensor centers) {
  /** Returns the squared distance of each example from each centre, shape [N, K]. */
  public Tensor squaredDistances() {
    return embedding.unsqueeze(1).sub(centers.unsqueeze(0)).square().sum(2);
  }
}
