package org.thalweg.loss.generative;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The relativistic average loss: {@code softplus(-(r - mean f)) + softplus(f - mean r)} for the
 * critic's scores r of real and f of made examples, {@code softplus(-(f - mean r)) + softplus(r -
 * mean f)} for the generator.
 *
 * <p>Predictions are the critic's scores of real and of made examples, [N, ...] each, logits where
 * a probability is meant; the generator looks at both. Values are [N, ...]. Means are over the
 * examples that count. Jolicoeur-Martineau, "The relativistic discriminator", 2018.
 *
 * @param side whose loss it is
 */
@Named("relativistic-average-gan")
@Doc("The logistic loss of how much more real an example is than the other kind on average.")
@LossCard(
    family = Family.GENERATIVE,
    formula =
        "log(1 + exp(-(r - mean(f)))) + log(1 + exp(f - mean(r))) where side = discriminator, else log(1 + exp(-(f - mean(r)))) + log(1 + exp(r - mean(f)))",
    shape = "N ..., N ...; -> N ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "As non-saturating-gan, where it does not converge.",
    tasks = Task.GENERATION,
    paper = "Jolicoeur-Martineau 2018, arXiv:1807.00734")
public record RelativisticAverageGan(@Default("discriminator") @Doc("Whose loss it is.") Side side)
    implements BatchLoss<Scores, None> {
  @Override
  public Tensor loss(Scores scores, None target, Tensor counted) {
    Tensor real = scores.real();
    Tensor fake = scores.fake();
    Tensor above = real.sub(mean(fake, counted));
    Tensor below = fake.sub(mean(real, counted));
    return side == Side.DISCRIMINATOR
        ? above.neg().softplus().add(below.softplus())
        : below.neg().softplus().add(above.softplus());
  }

  /** Returns the mean of scores that count. */
  private Tensor mean(Tensor scores, Tensor counted) {
    Tensor each = Losses.extend(this, counted, scores.shape());
    return where(each, scores, 0).sum().div(each.to(scores.dtype()).sum().maximum(1));
  }
}
