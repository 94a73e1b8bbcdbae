package org.thalweg.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.dropout;
import static org.thalweg.nn.layer.Layers.sequential;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.data.Dataset;
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
