package org.thalweg.nn.train;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.model.Model;

/**
 * Finds labels that are no class of the model before training starts, by their place in the data.
 */
final class LabelCheck {
  private LabelCheck() {}

  /**
   * Checks the labels of all examples that count.
   *
   * @param part what the data are, for the message
   * @throws ThalwegException if a label is below 0 or not below the number of scores
   */
  static void check(Model model, Loss<Tensor, Tensor> loss, Dataset data, String part) {
    if (!(loss instanceof ClassificationLoss) || !ClassificationLoss.isIndices(data.targets())) {
      return;
    }
    Spec output = model.network().output(model.input());
    long classes = output.shape().dim(output.shape().rank() == 1 ? 0 : 1);
    Storage labels = data.targets().storage();
    long each = labels.size() / data.size();
    for (long i = 0; i < labels.size(); i++) {
      long label = labels.getLong(i);
      if ((label < 0 || label >= classes) && counts(data.weights(), i / each, data.size())) {
        throw new ThalwegException(
            "the label %d of example %d of the %s data is not one of the %d classes 0 to %d that the model has scores for; correct it, or give the last layer more units"
                .formatted(label, i / each, part, classes, classes - 1));
      }
    }
  }

  private static boolean counts(@Nullable Tensor weights, long example, long examples) {
    if (weights == null) {
      return true;
    }
    long each = weights.size() / examples;
    for (long i = example * each; i < (example + 1) * each; i++) {
      if (weights.storage().getDouble(i) != 0) {
        return true;
      }
    }
    return false;
  }
}
