package org.thalweg.loss.generative;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * Feature matching: the squared distance of the mean features of made and of real examples, {@code
 * |mean_i p_i - mean_i t_i|^2}.
 *
 * <p>Predictions are a critic's features of made examples [N, D], targets those of real ones [N,
 * D]; the value is one number. Salimans et al., "Improved techniques for training GANs", 2016.
 */
@Named("feature-matching")
@Doc("The squared distance of the mean features of made and of real examples.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "|mean_i p_i - mean_i t_i|^2",
    shape = "N D; N D -> ",
    use = "The generator beside or in place of an adversarial loss, where it is unstable.",
    tasks = Task.GENERATION,
    paper = "Salimans et al. 2016, arXiv:1606.03498")
public record FeatureMatching() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor apart = where(counted.unsqueeze(1), prediction.sub(target), 0).sum(0);
    return apart.div(counted.to(apart.dtype()).sum().maximum(1)).square().sum();
  }
}
