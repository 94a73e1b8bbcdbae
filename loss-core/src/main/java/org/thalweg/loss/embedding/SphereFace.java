package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
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
import org.thalweg.api.tensor.Tensor;

/**
 * SphereFace: the cross-entropy of products with prototypes of length 1, where the angle to the own
 * class is multiplied: {@code |x| s ((-1)^k cos(m a) - 2 k)} for it, {@code k = floor(m a / pi)}.
 *
 * <p>That falls all the way from an angle of 0 to a straight one. Predictions are vectors [N, D],
 * whose length counts, and prototypes [C, D], whose length does not; targets are class indices [N],
 * values [N]. The cosine of the multiple angle is a polynomial of the cosine, so no angle is
 * computed. Liu et al., "SphereFace: deep hypersphere embedding for face recognition", 2017.
 *
 * @param margin the whole factor m of the angle, 1 or more
 * @param scale the factor s of logits, above 0
 */
@Named("sphereface")
@Doc("Cross-entropy of products with unit prototypes, at a multiple of the angle to the own class.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "log(1 + sum_(c != t) exp(scale |x| (cos(a_c) - f(a_t)))), f(a) = (-1)^k cos(margin a) - 2 k",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D; N -> N",
    use = "The first of the angular margins; arcface and cosface train more easily.",
    tasks = Task.EMBEDDING,
    strengths = Strength.MANY_CLASSES,
    paper = "Liu et al. 2017, arXiv:1704.08063")
public record SphereFace(
    @Default("4") @Doc("The factor of the angle.") int margin,
    @Default("1.0") @Doc("The factor of logits.") double scale)
    implements Loss<Prototypes, Tensor> {
  /** Requires a whole multiple and a positive scale. */
  public SphereFace {
    require(1 <= margin && margin <= 16, "margin must lie from 1 to 16, was %s", margin);
    requirePositive(scale, "scale");
  }

  /** Makes the loss with a margin of 4. */
  public SphereFace() {
    this(4, 1);
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor classes = Vectors.unit(prediction.prototypes());
    Tensor products = prediction.embedding().matmul(classes.t());
    Tensor cosine = Vectors.unit(prediction.embedding()).mul(classes.take(target, 0)).sum(-1);
    Tensor own = prediction.embedding().norm(-1).mul(stretched(cosine));
    return ArcFace.crossEntropy(products, own, target, scale);
  }

  /** Returns the falling continuation of the cosine of m times the angle. */
  private Tensor stretched(Tensor cosine) {
    Tensor before = cosine.mul(0).add(1);
    Tensor multiple = cosine;
    Tensor turns = cosine.mul(0).stopGradient();
    for (int i = 1; i < margin; i++) {
      Tensor next = cosine.mul(multiple).mul(2).sub(before); // Chebyshev's recurrence
      before = multiple;
      multiple = next;
      turns = turns.add(cosine.lt(Math.cos(i * Math.PI / margin)).to(cosine.dtype()));
    }
    Tensor half = turns.mul(0.5);
    Tensor sign = half.sub(half.floor()).mul(-4).add(1);
    return multiple.mul(sign).sub(turns.mul(2));
  }
}
