package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * SoftTriple: the cross-entropy of a vector's similarities with classes of several prototypes each,
 * of which the nearer count more: {@code S_c = sum_k softmax_k(s_ck / g) s_ck} with cosines s,
 * scaled by l, with a margin for the own class.
 *
 * <p>Predictions are vectors [N, D] and prototypes [C, K, D], targets class indices [N], values
 * [N]. Qian et al., "SoftTriple loss: deep metric learning without triplet sampling", 2019, without
 * the term that merges prototypes.
 *
 * @param lambda the scale l of similarities, above 0
 * @param gamma the temperature g among the prototypes of a class, above 0
 * @param margin by how much the own similarity is made smaller, 0 or more
 */
@Named("soft-triple")
@Doc("Cross-entropy of cosines with classes that have several prototypes each.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "log(1 + sum_(c != t) exp(lambda (S_c - S_t + margin))), S_c = sum_k softmax(s_c / gamma)_k s_ck",
    target = Domain.CLASS_INDEX,
    shape = "N D, C K D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "Classes that fall into parts, such as birds of one kind in different plumage.",
    tasks = Task.EMBEDDING,
    paper = "Qian et al. 2019, arXiv:1909.05235")
public record SoftTriple(
    @Default("20.0") @Doc("The scale of similarities.") double lambda,
    @Default("0.1") @Doc("The temperature among the prototypes of a class.") double gamma,
    @Default("0.01") @Doc("By how much the own similarity is made smaller.") double margin)
    implements Loss<Prototypes, Tensor> {
  /** Requires a positive scale and temperature. */
  public SoftTriple {
    requirePositive(lambda, "lambda");
    requirePositive(gamma, "gamma");
    requireNonNegative(margin, "margin");
  }

  /** Makes the loss with a scale of 20, a temperature of 0.1 and a margin of 0.01. */
  public SoftTriple() {
    this(20, 0.1, 0.01);
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor x = Vectors.unit(prediction.embedding());
    Tensor cosines = cosines(x, Vectors.unit(prediction.prototypes()));
    Tensor similarity = cosines.div(gamma).softmax(2).mul(cosines).sum(2);
    Tensor own = ClassificationLoss.isLabel(similarity, target);
    Tensor logits = where(own, similarity.sub(margin), similarity).mul(lambda);
    return new CrossEntropy(0).loss(logits, target);
  }

  /** Returns the products [N, C, K] of vectors [N, D] with those of classes [C, K, D]. */
  static Tensor cosines(Tensor x, Tensor classes) {
    Tensor flat = classes.reshape(-1, classes.dim(2));
    return x.matmul(flat.t()).reshape(x.dim(0), classes.dim(0), classes.dim(1));
  }
}
