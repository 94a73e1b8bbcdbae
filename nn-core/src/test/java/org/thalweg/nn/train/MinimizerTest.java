package org.thalweg.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.nn.activation.Activations.tanh;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.dropout;
import static org.thalweg.nn.layer.Layers.sequential;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.regression.HalfSquaredError;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.init.Zeros;
import org.thalweg.nn.metric.R2;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.train.Callback.Signal;
import org.thalweg.optim.minimize.Bfgs;
import org.thalweg.optim.minimize.ConjugateGradient;
import org.thalweg.optim.minimize.GaussNewton;
import org.thalweg.optim.minimize.Lbfgs;
import org.thalweg.optim.minimize.LevenbergMarquardt;
import org.thalweg.optim.minimize.NelderMead;
import org.thalweg.optim.minimize.NewtonCg;
import org.thalweg.optim.minimize.SteepestDescent;

/** Training by methods that see the whole loss. */
class MinimizerTest {
  private static final Layer LINE = dense(1);
  private static final Convergence FINE = new Convergence(1e-9, 0, 1e-13);

  @TempDir Path folder;

  /** n weighted examples of two inputs and a target, in float64. */
  private static Dataset plane(int n) {
    SplittableRandom random = new SplittableRandom(5);
    double[] x = random.doubles(2L * n, -1, 1).toArray();
    double[] y = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = 3 * x[2 * i] - 2 * x[2 * i + 1] + 1 + random.nextDouble(-0.5, 0.5);
      w[i] = i % 5 == 0 ? 0 : 1 + i % 3;
    }
    return Dataset.of(
            Tensor.of(Shape.of(n, 2), DType.FLOAT64, x),
            Tensor.of(Shape.of(n, 1), DType.FLOAT64, y))
        .weighted(Tensor.of(Shape.of(n), DType.FLOAT64, w));
  }

  private static Trainer trainer(Layer layer, Loss<Tensor, Tensor> loss, Minimizer<?> minimizer) {
    return Trainer.of(layer, loss, new Method.Minimizing(minimizer, FINE));
  }

  private static double[] weights(TrainingResult result) {
    return result.model().weights().parameters().tensors().values().stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.toDoubleArray()))
        .toArray();
  }

  /** Weighted least squares of a plane, by normal equations; returns weights and bias. */
  private static double[] leastSquares(Dataset data) {
    double[] x = data.inputs().toDoubleArray();
    double[] y = data.targets().toDoubleArray();
    double[] w = java.util.Objects.requireNonNull(data.weights()).toDoubleArray();
    double[][] a = new double[3][4];
    for (int i = 0; i < y.length; i++) {
      double[] row = {x[2 * i], x[2 * i + 1], 1, y[i]};
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          a[j][k] += w[i] * row[j] * row[k];
        }
      }
    }
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 3; k++) {
        double factor = k == j ? 0 : a[k][j] / a[j][j];
        for (int c = 0; c < 4; c++) {
          a[k][c] -= factor * a[j][c];
        }
      }
    }
    return new double[] {a[0][3] / a[0][0], a[1][3] / a[1][1], a[2][3] / a[2][2]};
  }

  static List<Minimizer<?>> minimizers() {
    return List.of(
        new SteepestDescent(SteepestDescent.Search.STRONG_WOLFE),
        new ConjugateGradient(ConjugateGradient.Formula.POLAK_RIBIERE),
        new Bfgs(),
        new Lbfgs(10),
        new NewtonCg(),
        new GaussNewton(),
        new LevenbergMarquardt(),
        new NelderMead());
  }

  @ParameterizedTest
  @MethodSource("minimizers")
  void allOfThemFindLeastSquares(Minimizer<?> minimizer) {
    Dataset data = plane(21);
    for (int size : new int[] {0, 8, 7, 100}) {
      TrainingResult result =
          trainer(LINE, new Mse(), minimizer)
              .options(TrainingOptions.epochs(1000).batchSize(size))
              .metrics(new R2())
              .train(data);
      assertArrayEquals(leastSquares(data), weights(result), 1e-5, minimizer.toString());
      assertEquals(
          result.evaluation().orElseThrow().loss(),
          result.history().getLast().loss(),
          1e-13,
          "the loss after the iteration");
      assertTrue(
          result.stop().reason() == Stop.Reason.CONVERGED
              || result.stop().reason() == Stop.Reason.NO_DESCENT,
          result::toString);
    }
  }

  @Test
  void partsAreTheWhole() {
    Dataset data = plane(23);
    Network network = new Network(sequential(dense(4, tanh()), dense(1)));
    Parameters at = network.init(data.inputs().spec(), 3).parameters();
    Parameters none = new Parameters(new java.util.LinkedHashMap<>());
    for (Loss<Tensor, Tensor> loss :
        List.<Loss<Tensor, Tensor>>of(
            new Mse(), new HalfSquaredError(), new Rmse(), new Rmse().plus(new Mae()))) {
      Terms terms = Terms.of(loss);
      double whole = new WholeLoss(network, terms, none, data, 23).mean(at).item();
      for (int size : new int[] {1, 5, 22}) {
        WholeLoss parts = new WholeLoss(network, terms, none, data, size);
        assertEquals(whole, parts.mean(at).item(), 1e-14 * whole, loss + " in parts of " + size);
        Squares.of(loss)
            .ifPresent(squares ->
                assertEquals(
                    whole,
                    parts.residuals(squares, at).square().sum().item() / 2,
                    1e-14 * whole,
                    loss + " by residuals"));
      }
      assertEquals(
          terms
              .mean(
                  network
                      .apply(
                          new org.thalweg.nn.model.Weights(at, none),
                          data.inputs(),
                          false,
                          Tensor.scalar(0))
                      .output(),
                  new org.thalweg.nn.data.Batch(
                      data.inputs(), data.targets(), data.weights(), null))
              .item(),
          whole,
          1e-13 * whole);
    }
  }

  @Test
  void missingTargetsDoNotCount() {
    Dataset data = plane(20);
    double[] targets = data.targets().toDoubleArray();
    targets[3] = Double.NaN;
    targets[13] = Double.NaN;
    Dataset holes =
        Dataset.of(data.inputs(), Tensor.of(Shape.of(20, 1), DType.FLOAT64, targets))
            .skippingMissing();
    int[] present =
        java.util.stream.IntStream.range(0, 20).filter(i -> i != 3 && i != 13).toArray();
    Dataset rest = Dataset.of(data.inputs(), data.targets()).select(present);
    for (Minimizer<?> minimizer : List.of(new Lbfgs(5), new LevenbergMarquardt())) {
      assertArrayEquals(
          weights(trainer(LINE, new Mse(), minimizer).train(rest)),
          weights(trainer(LINE, new Mse(), minimizer).train(holes)),
          1e-7);
    }
  }

  // ---- as any training

  private static final Layer DEEP = sequential(dense(3, tanh()), dense(1));

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9})
  void aRunThatIsStoppedGoesOnWithTheSameBits(int epoch) {
    for (Minimizer<?> minimizer : minimizers()) {
      Trainer trainer =
          trainer(DEEP, new Mse(), minimizer)
              .options(
                  TrainingOptions.epochs(12).batchSize(0).earlyStopping(EarlyStopping.after(99)));
      TrainingResult whole = trainer.train(plane(30));
      Callback stop =
          new Callback() {
            @Override
            public Signal onEpoch(Epoch done, Progress progress) {
              return done.number() == epoch ? Signal.STOP : Signal.CONTINUE;
            }
          };
      Path run = folder.resolve(Method.name(minimizer));
      TrainingResult half =
          trainer.checkpoints(Checkpoints.in(run)).callback(stop).train(plane(30));
      TrainingResult rest = trainer.resume(plane(30), half.checkpoint().orElseThrow());
      assertEquals(whole.history(), rest.history(), minimizer.toString());
      assertEquals(whole.stop(), rest.stop());
      assertArrayEquals(weights(whole), weights(rest));
      assertEquals(epoch, half.history().size());
    }
  }

  @Test
  void thresholdsAreThoseOfTheTrainer() {
    Trainer trainer = trainer(DEEP, new Mse(), new Lbfgs(10));
    TrainingResult target =
        trainer.options(TrainingOptions.epochs(500).batchSize(0).untilLoss(0.2)).train(plane(30));
    assertEquals(Stop.Reason.TARGET_LOSS, target.stop().reason());
    assertTrue(target.history().getLast().loss() <= 0.2);
    assertTrue(target.history().get(target.history().size() - 2).loss() > 0.2);
    TrainingResult some = trainer.options(TrainingOptions.epochs(3).batchSize(0)).train(plane(30));
    assertEquals(Stop.Reason.EPOCHS, some.stop().reason());
    for (int i = 1; i < some.history().size(); i++) {
      assertTrue(some.history().get(i).loss() < some.history().get(i - 1).loss());
    }
    TrainingResult value =
        Trainer.of(
                DEEP, new Mse(), new Method.Minimizing(new Lbfgs(10), new Convergence(0, 1e-3, 0)))
            .train(plane(30));
    assertEquals("converged: the loss fell by no more than 0.001", value.stop().detail());
  }

  @Test
  void whatIsNotFiniteIsTold() {
    Dataset data = plane(9).withInputs(plane(9).inputs().mul(1e300).eval());
    TrainingResult result = trainer(LINE, new Mse(), new Lbfgs(5)).train(data);
    assertEquals(Stop.Reason.NON_FINITE_LOSS, result.stop().reason());
    assertEquals(
        "the loss or its gradient was not finite in iteration 1; look for extreme inputs, or start elsewhere by another seed",
        result.stop().detail());
  }

  // ---- what does not fit

  private static String refused(Layer layer, Loss<Tensor, Tensor> loss, Minimizer<?> minimizer) {
    return String.valueOf(
        assertThrows(ThalwegException.class, () -> trainer(layer, loss, minimizer).train(plane(9)))
            .getMessage());
  }

  @Test
  void onlySumsOfSquaresHaveResiduals() {
    for (Minimizer<?> minimizer : List.of(new GaussNewton(), new LevenbergMarquardt())) {
      assertEquals(
          Method.name(minimizer)
              + " takes a sum of squares, and the loss is mae; take the loss mse or half-squared-error, or a minimizer such as lbfgs",
          refused(LINE, new Mae(), minimizer));
    }
    assertTrue(refused(LINE, new BceLogits(1), new GaussNewton()).contains("is bce-logits"));
  }

  @Test
  void layersThatAreNoFunctionsAreRefused() {
    assertTrue(
        refused(sequential(dropout(0.5), LINE), new Mse(), new Lbfgs(5))
            .contains("layers such as dropout draw random numbers"));
    Layer counting =
        (x, scope) -> {
          scope.setState("count", scope.state("count", Shape.scalar(), new Zeros()).add(1));
          return LINE.apply(x, scope);
        };
    assertTrue(
        refused(counting, new Mse(), new Lbfgs(5)).contains("layers keep the states [count]"));
  }
}
