package org.thalweg.loss.segmentation;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Axes;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.tensor.Tensor;

/**
 * A loss of the regions of an image: one value for each image.
 *
 * <p>The prediction is logits [N, C, d1, ...]. With {@link ClassActivation#SOFTMAX} the target is
 * class indices [N, d1, ...], where -1 marks pixels that do not count, or shares of the classes in
 * the prediction's shape. With {@link ClassActivation#SIGMOID} it is a mask for each channel, in
 * the prediction's shape: bools, or numbers from 0 to 1. Values are [N].
 */
public interface RegionLoss extends ClassificationLoss {
  /** Returns how logits become shares of classes. */
  ClassActivation activation();

  private Tensor masks(Tensor prediction, Tensor target) {
    boolean masks = activation() == ClassActivation.SIGMOID || target.dtype() == DType.BOOL;
    return masks && !target.dtype().isFloating() ? target.to(prediction.dtype()) : target;
  }

  @Override
  default Optional<Signature> signature() {
    boolean exclusive = activation() == ClassActivation.SOFTMAX;
    Axes channels = new Axes(List.of("N", "C", "..."));
    Axes pixels = exclusive ? new Axes(List.of("N", "...")) : channels;
    Domain domain = exclusive ? Domain.CLASS_INDEX : Domain.PROBABILITY;
    return Optional.of(
        new Signature(
            List.of(new Signature.Input("the prediction", channels, Domain.REAL, "C")),
            List.of(new Signature.Input("the target", pixels, domain, "C")),
            new Axes(List.of("N"))));
  }

  @Override
  default Domain targetDomain() {
    return activation() == ClassActivation.SOFTMAX ? Domain.CLASS_INDEX : Domain.PROBABILITY;
  }

  @Override
  default void check(Tensor prediction, Tensor target) {
    if (prediction.rank() < 2) {
      throw new ThalwegException(
          "%s: the prediction is %s, should be of shape [N, C, ...]"
              .formatted(Losses.name(this), prediction.spec()));
    }
    if (activation() == ClassActivation.SOFTMAX && prediction.dim(1) == 1) {
      throw new ThalwegException(
          "%s: the prediction %s has one channel, whose softmax is always 1; set activation to sigmoid"
              .formatted(Losses.name(this), prediction.spec()));
    }
    ClassificationLoss.super.check(prediction, masks(prediction, target));
  }

  @Override
  default Tensor adapt(Tensor prediction, Tensor target) {
    Tensor masks = masks(prediction, target);
    String what = Losses.name(this) + ": the target";
    return ClassificationLoss.isIndices(masks)
        ? Domain.CLASS_INDEX_OR_NONE.guard(masks, what, prediction.dim(1))
        : Domain.PROBABILITY.guard(masks, what);
  }

  @Override
  default Tensor neutralTarget(Tensor target, Tensor mask) {
    Tensor masks = activation() == ClassActivation.SIGMOID ? target.to(floats(target)) : target;
    return ClassificationLoss.super.neutralTarget(masks, mask);
  }

  private static DType floats(Tensor target) {
    return target.dtype().isFloating() ? target.dtype() : DType.INT32;
  }
}
