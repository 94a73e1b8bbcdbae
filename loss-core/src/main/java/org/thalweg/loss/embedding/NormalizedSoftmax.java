package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
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
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * The cross-entropy of cosines with the prototypes of classes, divided by a temperature.
 *
 * <p>Predictions are vectors [N, D] and prototypes [C, D], targets class indices [N], values [N].
 * Zhai and Wu, "Classification is a strong baseline for deep metric learning", 2019.
 *
 * @param temperature what cosines are divided by, above 0
 */
@Named("normalized-softmax")
@Doc("Cross-entropy of cosines with the prototypes of classes.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + sum_(c != t) exp((cos(a_c) - cos(a_t)) / temperature))",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "The first to try where embeddings come with class labels; margins may be added later.",
    tasks = Task.EMBEDDING,
    strengths = Strength.MANY_CLASSES,
    paper = "Zhai and Wu 2019, arXiv:1811.12649")
public record NormalizedSoftmax(
    @Default("0.05") @Doc("What cosines are divided by.") double temperature)
    implements Loss<Prototypes, Tensor> {
  /** Requires a positive temperature. */
  public NormalizedSoftmax {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor cosines = Vectors.cosines(prediction.embedding(), prediction.prototypes());
    return new CrossEntropy(0).loss(cosines.div(temperature), target);
  }
}
