package org.thalweg.boosting.xgboost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.CoreLosses;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.robust.Huber;

/** XGBoost, trained with losses from here and with its own. */
class XgboostTest {
  private static final int ROWS = 600;
  private static final int COLUMNS = 4;
  private static final int ROUNDS = 20;

  @BeforeAll
  static void libraryLoads() {
    @Nullable Throwable cause = null;
    try {
      matrix(new float[ROWS], null).dispose();
    } catch (XGBoostError | LinkageError | RuntimeException e) {
      cause = e;
    }
    String reason = String.valueOf(cause);
    assumeTrue(cause == null, () -> "XGBoost's native library does not load here: " + reason);
  }

  /**
   * An objective of XGBoost's and the same from here.
   *
   * @param theirs its name
   * @param parameters its parameters
   * @param base its base score, a prediction
   * @param margin the same as a margin
   * @param factor what the loss is multiplied by
   * @param ours the name of the loss
   * @param settings its settings
   * @param target the target out of a signal, which is a number around 0
   */
  record Twin(
      String theirs,
      Map<String, Object> parameters,
      double base,
      double margin,
      double factor,
      String ours,
      Map<String, Object> settings,
      DoubleUnaryOperator target) {
    @Override
    public String toString() {
      return "%s: %s %s %s".formatted(theirs, factor, ours, settings);
    }
  }

  static Stream<Twin> twins() {
    DoubleUnaryOperator any = x -> x;
    DoubleUnaryOperator often = x -> x > 0 ? 1 : 0;
    DoubleUnaryOperator seldom = x -> x > 1 ? 1 : 0;
    DoubleUnaryOperator count = x -> Math.max(0, Math.rint(3 * x));
    DoubleUnaryOperator amount = x -> Math.max(0, x);
    Map<String, Object> none = Map.of();
    return Stream.of(
        new Twin("reg:squarederror", none, 0.5, 0.5, 0.5, "mse", none, any),
        new Twin("reg:squarederror", none, 0.5, 0.5, 1, "huber", Map.of("delta", 1e6), any),
        new Twin(
            "reg:pseudohubererror",
            Map.of("huber_slope", 0.7),
            0.5,
            0.5,
            1,
            "pseudo-huber",
            Map.of("delta", 0.7),
            any),
        new Twin("binary:logistic", none, 0.5, 0, 1, "bce-logits", none, often),
        new Twin("binary:logistic", none, 0.5, 0, 1, "bce", none, often),
        new Twin(
            "binary:logistic",
            Map.of("scale_pos_weight", 3),
            0.5,
            0,
            1,
            "bce-logits",
            Map.of("positiveWeight", 3),
            seldom),
        new Twin("count:poisson", Map.of("max_delta_step", 0), 1, 0, 1, "poisson-nll", none, count),
        new Twin(
            "reg:tweedie",
            Map.of("tweedie_variance_power", 1.3),
            1,
            0,
            0.5,
            "tweedie-deviance",
            Map.of("power", 1.3),
            amount),
        new Twin("reg:gamma", none, 1, 0, 0.5, "gamma-deviance", none, Math::exp));
  }

  @SuppressWarnings("unchecked") // all of these take two tensors
  private static Loss<Tensor, Tensor> loss(Twin twin) {
    Registry registry = new Registry();
    registry.install("loss-core", new CoreLosses());
    assumeTrue(
        registry.find(Kind.LOSS, twin.ours).isPresent(), () -> "there is no loss " + twin.ours);
    Loss<Tensor, Tensor> loss =
        (Loss<Tensor, Tensor>) registry.create(Kind.LOSS, twin.ours, twin.settings);
    return twin.factor == 1 ? loss : loss.weighted(twin.factor);
  }

  private static float[] targets(DoubleUnaryOperator target) {
    Random random = new Random(5);
    float[] targets = new float[ROWS];
    float[] inputs = inputs();
    for (int i = 0; i < ROWS; i++) {
      double signal =
          2 * Math.sin(3 * inputs[COLUMNS * i])
              + inputs[COLUMNS * i + 1] * inputs[COLUMNS * i + 2]
              + 0.3 * random.nextGaussian();
      targets[i] = (float) target.applyAsDouble(signal);
    }
    return targets;
  }

  private static float[] inputs() {
    Random random = new Random(3);
    float[] inputs = new float[ROWS * COLUMNS];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    return inputs;
  }

  private static float[] weights() {
    Random random = new Random(9);
    float[] weights = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      weights[i] = random.nextInt(4) / 2f;
    }
    return weights;
  }

  private static DMatrix matrix(float[] labels, float @Nullable [] weights) throws XGBoostError {
    DMatrix matrix = new DMatrix(inputs(), ROWS, COLUMNS, Float.NaN);
    matrix.setLabel(labels);
    if (weights != null) {
      matrix.setWeight(weights);
    }
    return matrix;
  }

  private static Map<String, Object> parameters(double base) {
    return new HashMap<>(
        Map.of(
            "max_depth", 4, "eta", 0.3, "nthread", 1, "tree_method", "hist", "base_score", base));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void treesAreThoseOfXgboostsOwnObjective(Twin twin) throws XGBoostError {
    for (float[] weights : Arrays.asList(null, weights())) {
      DMatrix train = matrix(targets(twin.target), weights);
      Map<String, Object> own = parameters(twin.base);
      own.put("objective", twin.theirs);
      own.putAll(twin.parameters);
      Booster theirs = XGBoost.train(train, own, ROUNDS, Map.of(), null, null);
      XgboostObjective objective = XgboostObjective.of(loss(twin));
      Map<String, Object> custom = parameters(twin.margin);
      if (twin.parameters.containsKey("max_delta_step")) {
        custom.put("max_delta_step", twin.parameters.get("max_delta_step"));
      }
      Booster ours = XGBoost.train(train, custom, ROUNDS, Map.of(), objective, null);

      assertSameTrees(dump(theirs), dump(ours));
      float[][] expected = theirs.predict(train);
      float[] predictions = objective.predictions(ours.predict(train, true));
      for (int i = 0; i < ROWS; i++) {
        assertEquals(expected[i][0], predictions[i], 1e-5 * Math.max(1, Math.abs(expected[i][0])));
      }
    }
  }

  private static String[] dump(Booster booster) throws XGBoostError {
    return booster.getModelDump("", false, "text");
  }

  /** Compares splits by their text, leaves by their values. */
  private static void assertSameTrees(String[] expected, String[] actual) {
    Pattern leaf = Pattern.compile("leaf=(\\S+)");
    assertEquals(expected.length, actual.length);
    for (int tree = 0; tree < expected.length; tree++) {
      List<String> wanted = expected[tree].lines().toList();
      List<String> got = actual[tree].lines().toList();
      assertEquals(wanted.size(), got.size(), "nodes of tree " + tree);
      for (int line = 0; line < wanted.size(); line++) {
        Matcher value = leaf.matcher(wanted.get(line));
        if (value.find()) {
          Matcher other = leaf.matcher(got.get(line));
          assertTrue(other.find(), got.get(line));
          double number = Double.parseDouble(value.group(1));
          assertEquals(
              number,
              Double.parseDouble(other.group(1)),
              2e-5 * Math.max(0.05, Math.abs(number)),
              "tree %d: %s".formatted(tree, wanted.get(line)));
        } else {
          assertEquals(wanted.get(line), got.get(line), "tree " + tree);
        }
      }
    }
  }

  @Test
  void huberLearnsInSpiteOfOutliers() throws XGBoostError {
    float[] clean = targets(x -> x);
    float[] dirty = clean.clone();
    for (int i = 0; i < ROWS; i += 10) {
      dirty[i] += 50;
    }
    DMatrix train = matrix(dirty, null);
    assertTrue(
        4 * distance(clean, fit(train, new Huber(1))) < distance(clean, fit(train, new Mse())),
        "huber should be nearer the clean targets than mse");
  }

  private static float[] fit(DMatrix train, Loss<?, ?> loss) throws XGBoostError {
    XgboostObjective objective = XgboostObjective.of(loss);
    Map<String, Object> parameters = parameters(objective.baseScore(train));
    Booster booster = XGBoost.train(train, parameters, 60, Map.of(), objective, null);
    return objective.predictions(booster.predict(train, true));
  }

  private static double distance(float[] targets, float[] predictions) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += Math.abs(targets[i] - predictions[i]);
    }
    return sum / ROWS;
  }

  @Test
  void theMetricIsTheMeanLoss() throws XGBoostError {
    DMatrix train = matrix(targets(x -> x), weights());
    XgboostObjective objective = XgboostObjective.of(new Mse());
    Booster booster = XGBoost.train(train, parameters(0), ROUNDS, Map.of(), objective, null);
    double sum = 0;
    double total = 0;
    float[] targets = train.getLabel();
    float[] weights = weights();
    float[][] margins = booster.predict(train, true);
    for (int i = 0; i < ROWS; i++) {
      double error = margins[i][0] - targets[i];
      sum += weights[i] * error * error;
      total += weights[i];
    }
    String measured =
        booster.evalSet(new DMatrix[] {train}, new String[] {"train"}, objective.metric());
    assertTrue(measured.contains("train-mse:"), measured);
    double value = Double.parseDouble(measured.substring(measured.indexOf(':') + 1));
    assertEquals(sum / total, value, 1e-6);
  }

  @Test
  void severalMarginsForAnExampleAreRefused() throws XGBoostError {
    DMatrix train = matrix(new float[ROWS], null);
    XgboostObjective objective = XgboostObjective.of(new Mse());
    ThalwegException error =
        assertThrows(
            ThalwegException.class, () -> objective.getGradient(new float[ROWS][3], train));
    assertTrue(String.valueOf(error.getMessage()).contains("XGBoost gives 3"));
  }
}
