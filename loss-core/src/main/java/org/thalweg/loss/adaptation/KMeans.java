package org.thalweg.loss.adaptation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared distance of an embedding from the nearest of the centres, {@code min_k |z - c_k|^2}.
 *
 * <p>Embeddings have shape [N, D], centres [K, D], both any numbers; there is no target; values
 * have shape [N]. Of several nearest centres the first is taken.
 */
@Named("k-means")
@Doc("The squared distance from the nearest centre.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "min_k |z - c_k|^2",
    shape = "N D, K D; -> N",
    use = "To learn centres by gradients, or to make embeddings gather around them.",
    tasks = {Task.ADAPTATION, Task.EMBEDDING},
    paper = "Lloyd 1982, doi:10.1109/TIT.1982.1056489")
public record KMeans() implements Loss<Clusters, None> {
  @Override
  public Tensor loss(Clusters clusters, None none) {
    Tensor distances = clusters.squaredDistances();
    return distances.takeAlong(distances.argmin(1).unsqueeze(-1), 1).squeeze(1);
  }
}
