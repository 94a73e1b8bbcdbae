package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.MultiPart;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss at several resolutions: the sum of a loss of each level, times its factor. The target is
 * thinned to the resolution of a level by taking every k-th pixel.
 *
 * <p>Levels are logits [N, C, d1, ...] whose spatial extents divide those of the target, finest
 * first; the target is that of the loss for the finest one. Values are those of the loss, which has
 * one for each image. Lee et al., "Deeply-supervised nets", 2015.
 *
 * @param loss the loss of a level
 * @param weights the factors of the levels, 0 or more; none for 1, 1/2, 1/4 and so on over their
 *     sum
 */
public record DeepSupervision(Loss<Tensor, Tensor> loss, List<Double> weights)
    implements MultiPart<DeepSupervision.Levels, Tensor> {
  /**
   * What a network says at several resolutions.
   *
   * @param levels the logits, finest first
   */
  public record Levels(List<Tensor> levels) {
    /** Copies the list, which is not empty. */
    public Levels {
      require(!levels.isEmpty(), "deep supervision needs at least one level");
      levels = List.copyOf(levels);
    }
  }

  /** Requires factors of 0 or more. */
  public DeepSupervision {
    weights.forEach(weight -> requireNonNegative(weight, "each of weights"));
    weights = List.copyOf(weights);
  }

  /** Makes the loss with factors that halve from level to level and sum to 1. */
  public DeepSupervision(Loss<Tensor, Tensor> loss) {
    this(loss, List.of());
  }

  @Override
  public void check(Levels prediction, Tensor target) {
    int count = prediction.levels().size();
    require(
        weights.isEmpty() || weights.size() == count,
        "deep supervision has %d weights, the prediction has %d levels",
        weights.size(),
        count);
    for (Tensor level : prediction.levels()) {
      loss.check(level, thinned(target, level));
    }
  }

  @Override
  public SequencedMap<String, Tensor> terms(Levels prediction, Tensor target) {
    SequencedMap<String, Tensor> terms = new LinkedHashMap<>();
    int count = prediction.levels().size();
    for (int i = 0; i < count; i++) {
      Tensor level = prediction.levels().get(i);
      Tensor thin = loss.adapt(level, thinned(target, level));
      double halves = Math.scalb(1.0, -i) / (2 - Math.scalb(1.0, 1 - count));
      double weight = weights.isEmpty() ? halves : weights.get(i);
      terms.put("level-" + i, loss.loss(level, thin).mul(weight));
    }
    return terms;
  }

  private static Tensor thinned(Tensor target, Tensor level) {
    Tensor thin = target;
    for (int axis = -1; axis >= 2 - level.rank(); axis--) {
      long step = target.dim(axis) / level.dim(axis);
      require(
          level.dim(axis) * step == target.dim(axis),
          "the level %s does not divide the target %s",
          level.spec(),
          target.spec());
      thin = thin.slice(axis, 0, target.dim(axis), step);
    }
    return thin;
  }
}
