package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.WeightedSum;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Batch;

/**
 * A loss as the terms that it is a sum of; sums over examples are kept for each, since a term such
 * as the root of a mean does not merge with others.
 *
 * @param loss the whole
 * @param terms its terms; itself alone if it is no sum
 */
record Terms(Loss<Tensor, Tensor> loss, List<WeightedSum.Term<Tensor, Tensor>> terms) {
  static Terms of(Loss<Tensor, Tensor> loss) {
    return new Terms(
        loss,
        loss instanceof WeightedSum<Tensor, Tensor> sum
            ? sum.terms()
            : List.of(new WeightedSum.Term<>(loss, 1)));
  }

  int count() {
    return terms.size();
  }

  /** Returns the mean over a batch, a scalar; 0 over nothing. */
  Tensor mean(Tensor prediction, Batch batch) {
    return Losses.reduce(
        loss, prediction, batch.targets(), batch.weighting(), Reduction.MEAN, EmptyPolicy.ZERO);
  }

  /** Returns the sums of each term over a batch, float64 scalars. */
  List<LossSum> sums(Tensor prediction, Batch batch) {
    List<LossSum> sums = new ArrayList<>();
    for (WeightedSum.Term<Tensor, Tensor> term : terms) {
      LossSum sum =
          Losses.sum(term.loss(), prediction, batch.targets(), batch.weighting(), Reduction.MEAN);
      sums.add(new LossSum(sum.numerator().to(DType.FLOAT64), sum.denominator().to(DType.FLOAT64)));
    }
    return sums;
  }

  /** Returns the mean over all examples out of the sums of each term; 0 over nothing. */
  Tensor mean(List<LossSum> sums) {
    Tensor total = Tensor.scalar(0, DType.FLOAT64);
    for (int i = 0; i < terms.size(); i++) {
      Tensor mean = terms.get(i).loss().finish(sums.get(i).mean(EmptyPolicy.ZERO));
      total = total.add(mean.mul(terms.get(i).factor()));
    }
    return total;
  }

  /** Returns the sums of each term over each slice of a batch, float64 vectors. */
  List<LossSum> slices(Tensor prediction, Batch batch, Tensor slices, int count) {
    return terms.stream()
        .map(term ->
            Losses.bySlice(
                term.loss(), prediction, batch.targets(), batch.weighting(), slices, count))
        .map(sum ->
            new LossSum(sum.numerator().to(DType.FLOAT64), sum.denominator().to(DType.FLOAT64)))
        .toList();
  }

  /** Returns the value that is reported out of the sums of each term; 0 over nothing. */
  double report(IntToDoubleFunction numerator, IntToDoubleFunction denominator) {
    double total = 0;
    for (int i = 0; i < terms.size(); i++) {
      double weight = denominator.applyAsDouble(i);
      double mean = weight == 0 ? 0 : numerator.applyAsDouble(i) / weight;
      Tensor scalar = Tensor.of(new double[] {mean}).reshape(Shape.scalar());
      total += terms.get(i).factor() * terms.get(i).loss().finish(scalar).item();
    }
    return total;
  }
}
