package org.thalweg.loss.generative;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.embedding.Pair;

/**
 * The mode-seeking term {@code 1 / (|x - y|_1 / |z - w|_1 + e)}: two examples of different latent
 * vectors should differ, in proportion. Distances are mean absolute differences.
 *
 * <p>Predictions are two made examples [N, ...], targets their latent vectors [N, K]; values are
 * [N]. Equal latent vectors have a term of 0. Mao et al., "Mode seeking generative adversarial
 * networks for diverse image synthesis", 2019, with means over each example rather than over the
 * batch.
 *
 * @param epsilon what is added to the ratio, above 0
 */
@Named("mode-seeking")
@Doc("Examples of different latent vectors should differ.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "1 / (mean |x - y| / mean |z - w| + epsilon)",
    shape = "N ..., N ...; N K, N K -> N",
    use = "Beside an adversarial loss, if a generator heeds its condition and not its noise.",
    tasks = Task.GENERATION,
    paper = "Mao et al. 2019, arXiv:1903.05628")
public record ModeSeeking(@Default("1e-5") @Doc("What is added to the ratio.") double epsilon)
    implements Loss<Pair, Pair> {
  /** Requires a positive epsilon. */
  public ModeSeeking {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Pair made, Pair latent) {
    Tensor given = distance(latent);
    return given.div(distance(made).add(given.mul(epsilon)).add(given.eq(0).to(given.dtype())));
  }

  private static Tensor distance(Pair pair) {
    return pair.first().sub(pair.second()).abs().flatten(1).mean(1);
  }
}
