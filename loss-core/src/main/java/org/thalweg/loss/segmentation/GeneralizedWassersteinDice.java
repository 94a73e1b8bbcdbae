package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.Arrays;
import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The generalised Wasserstein Dice loss, for classes some of which are nearer to each other than
 * others: {@code 1 - (2 TP + smooth) / (2 TP + sum(W) + smooth)} with {@code W = sum_c M_{tc} q_c}
 * for a pixel of class t and {@code TP = sum(M_{t0} (1 - W))}.
 *
 * <p>M holds the distances of classes, divided by the largest; class 0 is the background. Shapes
 * are those of {@link RegionLoss}. Fidon et al., "Generalised Wasserstein Dice score for imbalanced
 * multi-class segmentation using holistic convolutional networks", 2017.
 *
 * @param distances how far each class (row) is from each (column), 0 or more; none for 1 between
 *     any two
 * @param smooth what is added above and below, above 0
 */
@Named("generalized-wasserstein-dice")
@Doc("A Dice loss in which mistakes between classes that are near each other cost less.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "1 - (2 TP + smooth) / (2 TP + sum(W) + smooth)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Nested or related classes, such as parts of a tumour, when a mistake's cost is known.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.UNEQUAL_COST},
    paper = "Fidon et al. 2017, arXiv:1707.00478")
public record GeneralizedWassersteinDice(
    @Default("") @Doc("How far each class is from each; 1 between any two if not said.")
        List<List<Double>> distances,
    @Default("1e-5") @Doc("What is added above and below.") double smooth)
    implements RegionLoss {
  /** Requires a square of distances of 0 or more and a positive addition. */
  public GeneralizedWassersteinDice {
    distances = distances.stream().map(List::copyOf).toList();
    for (List<Double> row : distances) {
      require(
          row.size() == distances.size() && row.stream().allMatch(d -> d >= 0 && d < 1e100),
          "distances must be a square of numbers of 0 or more, had the row %s",
          row);
    }
    requirePositive(smooth, "smooth");
  }

  /** Makes the loss of classes that are all as far from each other. */
  public GeneralizedWassersteinDice() {
    this(List.of(), 1e-5);
  }

  @Override
  public ClassActivation activation() {
    return ClassActivation.SOFTMAX;
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target);
    Tensor between = between(prediction.dim(1), prediction.dtype());
    Tensor truth = all.truth().flatten(2);
    Tensor cost = truth.mul(between.matmul(all.shares().flatten(2))).sum(1);
    Tensor weight = truth.mul(between.slice(1, 0, 1)).sum(1);
    Tensor hits = weight.mul(cost.rsub(1)).sum(1).mul(2);
    return Regions.ratio(hits, hits.add(cost.sum(1)), smooth).rsub(1);
  }

  private Tensor between(long classes, DType dtype) {
    if (distances.isEmpty()) {
      return Tensors.eye(classes, dtype).rsub(1);
    }
    require(
        distances.size() == classes,
        "generalized-wasserstein-dice: has distances of %d classes, the prediction has %d",
        distances.size(),
        classes);
    double[] all = distances.stream().flatMap(List::stream).mapToDouble(d -> d).toArray();
    double largest = Arrays.stream(all).max().orElse(0);
    return Tensor.of(Shape.of(classes, classes), dtype, all).mul(largest > 0 ? 1 / largest : 1);
  }
}
