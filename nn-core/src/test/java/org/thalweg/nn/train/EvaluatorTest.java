package org.thalweg.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.dropout;
import static org.thalweg.nn.layer.Layers.sequential;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.Slices;
import org.thalweg.nn.metric.MeanAbsoluteError;
import org.thalweg.nn.metric.R2;
import org.thalweg.nn.model.Model;

class EvaluatorTest {
  /** 2,500 examples are three batches of 1,024, the last of them padded. */
  @Test
  void batchesMergeIntoTheWhole() {
    Tensor x = Randoms.normal(Randoms.key(1), Shape.of(2500, 3), DType.FLOAT64).eval();
    Tensor y = x.sum(1).unsqueeze(1).add(0.5).eval();
    Model model = Model.of(sequential(dense(1), dropout(0.5)), x.spec(), 3);
    R2 r2 = new R2();
    Evaluation evaluation =
        new Evaluator(
                model.network(), new Mse(), List.of(r2, new MeanAbsoluteError()), Dataset.of(x, y))
            .evaluate(model.weights());
    Tensor prediction = model.predict(x);
    assertEquals(Losses.mean(new Mse(), prediction, y).item(), evaluation.loss(), 1e-12);
    assertEquals(
        r2.value(r2.measure(prediction, y, null).toDoubleArray()),
        Objects.requireNonNull(evaluation.metrics().get("r2")),
        1e-12);
    assertEquals(
        prediction.sub(y).abs().mean().item(),
        Objects.requireNonNull(evaluation.metrics().get("mae")),
        1e-12);
  }

  /** Slices of several batches merge, with weights; those without examples are left out. */
  @Test
  void slicesAreMeasuredApart() {
    Tensor x = Randoms.normal(Randoms.key(1), Shape.of(2500, 3), DType.FLOAT64).eval();
    Tensor y = x.sum(1).unsqueeze(1).add(0.5).eval();
    Tensor weights = Randoms.uniform(Randoms.key(2), Shape.of(2500), DType.FLOAT64).eval();
    int[] numbers = IntStream.range(0, 2500).map(i -> i % 7 == 0 ? 2 : 0).toArray();
    Model model = Model.of(dense(1), x.spec(), 3);
    Loss<Tensor, Tensor> loss = new Mse().weighted(2).plus(new Mae());
    Dataset data =
        Dataset.of(x, y)
            .weighted(weights)
            .sliced(new Slices(Tensor.of(numbers), List.of("a", "b", "c")));
    Evaluation evaluation =
        new Evaluator(model.network(), loss, List.of(), data).evaluate(model.weights());
    assertEquals(List.of("a", "c"), List.copyOf(evaluation.slices().keySet()));
    for (int slice : new int[] {0, 2}) {
      Dataset part =
          data.select(IntStream.range(0, 2500).filter(i -> numbers[i] == slice).toArray());
      double expected =
          new Evaluator(model.network(), loss, List.of(), part.sliced(null))
              .evaluate(model.weights())
              .loss();
      assertEquals(
          expected,
          Objects.requireNonNull(evaluation.slices().get(slice == 0 ? "a" : "c")),
          1e-12 * expected);
    }
    Map.Entry<String, Double> worst = evaluation.worstSlice().orElseThrow();
    assertEquals(Collections.max(evaluation.slices().values()), worst.getValue());
    String line = evaluation.toString();
    assertTrue(line.contains("; worst of 2 slices: " + worst.getKey() + ", loss "), line);
  }

  @Test
  void anEvaluationReadsAsALine() {
    Dataset data = Dataset.of(new float[][] {{1}}, new float[][] {{1}});
    Model model = Model.of((x, _) -> x, Shape.of(1, 1), 0);
    assertEquals(
        "loss 0.0000, mae 0.0000",
        new Evaluator(model.network(), new Mse(), List.of(new MeanAbsoluteError()), data)
            .evaluate(model.weights())
            .toString());
  }
}
