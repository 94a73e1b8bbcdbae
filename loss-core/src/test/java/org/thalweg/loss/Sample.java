package org.thalweg.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.robust.Huber;

/**
 * A loss with random inputs, in float64.
 *
 * @param loss the loss
 * @param prediction some predictions of its domain
 * @param target some targets of its domain
 * @param folded the axis of the prediction that the values lack, or -1
 */
record Sample(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target, int folded) {
  private static final List<Loss<Tensor, Tensor>> LOSSES =
      List.of(
          new Mse(),
          new Huber(0.4),
          new BceLogits(2.5),
          new KlDivergence(false),
          new CrossEntropy(0),
          new CrossEntropy(0.2));

  /** Returns samples of some losses with {@code rows} rows, in several shapes. */
  static List<Sample> all(int rows, RandomGenerator random) {
    List<Sample> samples = new ArrayList<>();
    for (Loss<Tensor, Tensor> loss : LOSSES) {
      switch (loss) {
        case PointwiseLoss _ -> {
          samples.add(of(loss, Shape.of(rows), -1, false, random));
          samples.add(of(loss, Shape.of(rows, 3, 2), -1, false, random));
        }
        case RowwiseLoss _ -> {
          samples.add(of(loss, Shape.of(rows, 4), 1, false, random));
          samples.add(of(loss, Shape.of(rows, 2, 3), 2, false, random));
        }
        case ClassificationLoss _ -> {
          samples.add(of(loss, Shape.of(rows, 4), 1, true, random));
          samples.add(of(loss, Shape.of(rows, 3), 1, false, random));
          samples.add(of(loss, Shape.of(rows, 3, 2, 2), 1, true, random));
          samples.add(of(loss, Shape.of(rows, 2, 3), 1, false, random));
        }
        default -> throw new IllegalStateException("how to make inputs of " + loss);
      }
    }
    return samples;
  }

  private static Sample of(
      Loss<Tensor, Tensor> loss, Shape shape, int folded, boolean indices, RandomGenerator random) {
    Tensor target =
        indices
            ? labels(shape.without(folded), shape.dim(folded), random)
            : switch (loss) {
              case KlDivergence(boolean logTarget) when logTarget ->
                  shares(shape, folded, random).log();
              case RowwiseLoss _, ClassificationLoss _ -> shares(shape, folded, random);
              default -> draw(loss.targetDomain(), shape, random);
            };
    Tensor prediction =
        loss instanceof KlDivergence
            ? shares(shape, folded, random).log()
            : draw(loss.predictionDomain(), shape, random);
    return new Sample(loss, prediction.eval(), target.eval(), folded);
  }

  private static Tensor labels(Shape shape, long classes, RandomGenerator random) {
    long[] labels = random.longs(shape.size(), 0, classes).toArray();
    return Tensor.of(shape, DType.INT64, labels);
  }

  private static Tensor shares(Shape shape, int axis, RandomGenerator random) {
    return draw(Domain.REAL, shape, random).softmax(axis);
  }

  private static Tensor draw(Domain domain, Shape shape, RandomGenerator random) {
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      double normal = 2 * random.nextGaussian();
      values[i] =
          switch (domain) {
            case REAL -> normal;
            case POSITIVE, NON_NEGATIVE -> Math.exp(normal);
            case PROBABILITY -> random.nextDouble(0.02, 0.98);
            case LOG_PROBABILITY -> -Math.abs(normal);
            case SIGN -> Math.signum(normal);
            default -> throw new IllegalArgumentException("labels have their own method");
          };
    }
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  /** Returns the shape of the unreduced values. */
  Shape valueShape() {
    return folded < 0 ? prediction.shape() : prediction.shape().without(folded);
  }

  /** Returns the number of rows, which is the leading extent. */
  int rows() {
    return Math.toIntExact(prediction.dim(0));
  }

  /** Returns the sample of some rows. */
  Sample take(int... rows) {
    Tensor indices = Tensor.of(rows);
    return new Sample(
        loss, prediction.take(indices, 0).eval(), target.take(indices, 0).eval(), folded);
  }

  /** Returns the sample with other inputs. */
  Sample with(Tensor otherPrediction, Tensor otherTarget) {
    return new Sample(loss, otherPrediction, otherTarget, folded);
  }

  /** Returns the number of the value that an element of prediction or target belongs to. */
  int valueOf(Tensor tensor, int element) {
    if (folded < 0 || tensor.shape().equals(valueShape()) && tensor == target) {
      return element;
    }
    int inner = Math.toIntExact(tensor.shape().slice(folded + 1, tensor.rank()).size());
    int classes = Math.toIntExact(tensor.dim(folded));
    return element / (inner * classes) * inner + element % inner;
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(Losses.name(loss), loss, prediction.shape());
  }
}
