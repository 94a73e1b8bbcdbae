package org.thalweg.loss.segmentation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The Lovasz hinge: the Lovasz extension of the Jaccard loss at hinge errors {@code 1 - p} of
 * pixels inside and {@code 1 + p} of pixels outside.
 *
 * <p>Predictions are scores of any shape [N, ...], targets are flags of that shape, values are [N],
 * one for each image. It is convex in the scores; between errors that are equal the gradient is one
 * of several. Berman et al., "The Lovasz-Softmax loss", 2018; Yu and Blaschko 2015.
 */
@Named("lovasz-hinge")
@Doc("A convex bound of one minus intersection over union, on scores of one class.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "lovasz(max(0, 1 - p), t)",
    target = Domain.FLAG,
    shape = "N ...; N ... -> N",
    link = "sign",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "One kind of region against the rest, scored by intersection over union.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS},
    paper = "Berman et al. 2018, arXiv:1705.08790")
public record LovaszHinge() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor inside = target.to(prediction.dtype()).flatten(1);
    Tensor errors = inside.mul(2).sub(1).mul(prediction.flatten(1)).rsub(1);
    return Lovasz.extension(errors, inside);
  }
}
