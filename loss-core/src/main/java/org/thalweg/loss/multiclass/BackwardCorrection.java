package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of noisy labels, corrected so that its expectation is that of true labels:
 * {@code -sum_c R_tc log s_c}, where s is the softmax of p and R is the inverse of T, and T_ij the
 * probability that class i is labelled j.
 *
 * <p>R has negative elements, so values may be below zero without bound; {@link ForwardCorrection}
 * trains more steadily. Predictions are any numbers of shape [N, C, d1, ...], or [C] for one
 * example; targets are class indices of shape [N, d1, ...], or a distribution of the prediction's
 * shape. Values have the prediction's shape without C. Patrini et al., "Making deep neural networks
 * robust to label noise", 2017.
 *
 * @param transition a row for each true class, which sums to 1, of an invertible matrix; none for
 *     labels without noise
 */
@Named("backward-correction")
@Doc("A cross-entropy of noisy labels that is right on average, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-sum_c R_tc log(s_c), R = T^-1, s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "= cross-entropy",
    use =
        "To estimate the loss on true labels from noisy ones without bias; to train, forward-correction.",
    tasks = Task.MULTICLASS,
    strengths = Strength.LABEL_NOISE,
    paper = "Patrini et al. 2017, arXiv:1609.03683")
public record BackwardCorrection(
    @Default("") @Doc("A row for each true class: the probability of each label.")
        List<List<Double>> transition)
    implements ClassificationLoss {
  /** Requires a square, invertible matrix of probabilities. */
  public BackwardCorrection {
    transition = Classes.copy(transition);
    Classes.requireTransition(transition, "transition");
    inverse(transition);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    if (transition.isEmpty()) {
      return Classes.crossEntropy(prediction, target);
    }
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor inverse = Classes.matrix(this, "transition", inverse(transition), prediction);
    Tensor each = Classes.logShares(prediction).unsqueeze(axis).mul(inverse).sum(axis + 1);
    return Classes.ofTarget(each, target).neg();
  }

  /** Returns the inverse by elimination, with the largest of a column as its pivot. */
  private static List<List<Double>> inverse(List<List<Double>> matrix) {
    int size = matrix.size();
    double[][] rows = new double[size][2 * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = matrix.get(i).get(j);
      }
      rows[i][size + i] = 1;
    }
    for (int column = 0; column < size; column++) {
      int at = column;
      int pivot =
          IntStream.range(column, size)
              .boxed()
              .max(Comparator.comparingDouble(i -> Math.abs(rows[i][at])))
              .orElseThrow();
      double[] top = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = top;
      double scale = top[column];
      require(Math.abs(scale) > 1e-9, "transition must be invertible, was %s", matrix);
      Arrays.setAll(top, j -> top[j] / scale);
      for (double[] row : rows) {
        double factor = row == top ? 0 : row[column];
        Arrays.setAll(row, j -> row[j] - factor * top[j]);
      }
    }
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row, size, 2 * size).boxed().toList())
        .toList();
  }
}
