package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Proxy-anchor: soft maxima over the batch from each prototype's view. It is the mean of {@code
 * log(1 + sum_p exp(-a (s_p - m)))} over prototypes with examples p of their class in the batch,
 * plus the mean of {@code log(1 + sum_n exp(a (s_n + m)))} over all, with cosines s.
 *
 * <p>Predictions are vectors [N, D] and prototypes [C, D], targets class indices [N]; the value is
 * one number. Kim et al., "Proxy anchor loss for deep metric learning", 2020.
 *
 * @param margin the margin m of cosines
 * @param alpha the sharpness a, above 0
 */
@Named("proxy-anchor")
@Doc("Soft maxima over the batch of what prototypes are too far from and too near to.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "mean_c log(1 + sum_p exp(-alpha (s_p - margin))) + mean_c log(1 + sum_n exp(alpha (s_n + margin)))",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D; N -> ",
    traits = Trait.SCALE_INVARIANT,
    use = "As proxy-nca, with larger batches, whose examples it relates to each other.",
    tasks = Task.EMBEDDING,
    paper = "Kim et al. 2020, arXiv:2003.13911")
public record ProxyAnchor(
    @Default("0.1") @Doc("The margin of cosines.") double margin,
    @Default("32.0") @Doc("The sharpness.") double alpha)
    implements BatchLoss<Prototypes, Tensor> {
  /** Requires a finite margin and a positive sharpness. */
  public ProxyAnchor {
    require(Double.isFinite(margin), "margin must be finite, was %s", margin);
    requirePositive(alpha, "alpha");
  }

  /** Makes the loss with a margin of 0.1 and a sharpness of 32. */
  public ProxyAnchor() {
    this(0.1, 32);
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target, Tensor counted) {
    Tensor cosines = Vectors.cosines(prediction.embedding(), prediction.prototypes());
    Tensor own = ClassificationLoss.isLabel(cosines, target);
    Tensor positive = own.and(counted.unsqueeze(1)).t();
    Tensor negative = own.not().and(counted.unsqueeze(1)).t();
    Tensor near = Pairs.logOnePlusSumExp(cosines.t().rsub(margin).mul(alpha), positive);
    Tensor far = Pairs.logOnePlusSumExp(cosines.t().add(margin).mul(alpha), negative);
    return Pairs.mean(near, positive.any(1)).add(far.mean());
  }
}
