package org.thalweg.loss.detection;

import static org.thalweg.api.tensor.Tensors.where;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Images;

/** What the parts of detectors' losses share. Axes are images and anchors, then others. */
final class Parts {
  private Parts() {}

  /** Returns sums over the anchors that are chosen; nothing of the others reaches them. */
  static Tensor sum(Tensor values, Tensor chosen) {
    return where(chosen, values, 0).sum(1);
  }

  /** Returns how many anchors are chosen, but 1 for none. */
  static Tensor count(Tensor chosen, DType dtype) {
    return chosen.to(dtype).sum(1).maximum(1);
  }

  /** Returns means over the anchors that are chosen, 0 if none is. */
  static Tensor mean(Tensor values, Tensor chosen) {
    return sum(values, chosen).div(count(chosen, values.dtype()));
  }

  /** Returns the tensor where anchors are chosen, and a value elsewhere. */
  static Tensor only(Tensor chosen, Tensor x, double otherwise) {
    Tensor open = chosen;
    while (open.rank() < x.rank()) {
      open = open.unsqueeze(-1);
    }
    return where(open, x, otherwise);
  }

  /** Returns the boxes where anchors are chosen, and unit boxes elsewhere. */
  static Tensor boxes(Tensor chosen, Tensor boxes) {
    return Domain.BOX.neutralize(boxes, chosen.unsqueeze(-1).broadcastTo(boxes.shape()));
  }

  /** Returns the cross-entropy of two classes for a bool or a number from 0 to 1. */
  static Tensor binary(Tensor logits, Tensor target) {
    Tensor t = target.to(logits.dtype());
    return t.mul(logits.neg().softplus()).add(t.rsub(1).mul(logits.softplus()));
  }

  /** Returns the focal loss of a logit for a bool. */
  static Tensor focal(Tensor logits, Tensor target, double alpha, double gamma) {
    Tensor signed = where(target, logits, logits.neg());
    Tensor lack = Images.power(signed.neg().sigmoid(), gamma);
    Tensor each = signed.neg().softplus().mul(lack);
    return where(target, each.mul(alpha), each.mul(1 - alpha));
  }

  /** Returns the cross-entropy of logits [..., C]; labels below 0 have some value. */
  static Tensor entropy(Tensor logits, Tensor labels) {
    return where(isClass(logits, labels), logits.logSoftmax(-1), 0).sum(-1).neg();
  }

  /** Returns where a class, along the last axis, is the label's. */
  static Tensor isClass(Tensor logits, Tensor labels) {
    return labels.unsqueeze(-1).eq(Tensors.arange(logits.dim(-1), labels.dtype()));
  }

  /** Returns the sum over the last axis of the smooth absolute values of differences. */
  static Tensor smoothL1(Tensor x, Tensor y, double beta) {
    Tensor off = x.sub(y).abs();
    if (beta == 0) {
      return off.sum(-1);
    }
    Tensor near = off.minimum(beta);
    return near.square().mul(0.5 / beta).add(off.sub(near)).sum(-1);
  }

  /** Returns named parts, in order. */
  static SequencedMap<String, Tensor> named(String first, Tensor one, String second, Tensor two) {
    SequencedMap<String, Tensor> parts = new LinkedHashMap<>();
    parts.put(first, one);
    parts.put(second, two);
    return parts;
  }
}
