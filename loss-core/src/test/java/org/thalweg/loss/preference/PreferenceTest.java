package org.thalweg.loss.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.LossSum;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.CoreLosses;
import org.thalweg.loss.preference.Grpo.Answers;
import org.thalweg.loss.preference.Grpo.Normalizer;

/** Normalisers, variants and bounds of losses of preferences. */
class PreferenceTest {
  private static Tensor random(int seed, long... extents) {
    Shape shape = Shape.of(extents);
    return Tensor.of(
        shape, DType.FLOAT64, new SplittableRandom(seed).doubles(shape.size(), -1, 1).toArray());
  }

  private static Answers answers(int from, int to, Tensor old, Tensor advantage, int... lengths) {
    return new Answers(
        old.slice(0, from, to),
        old.slice(0, from, to),
        advantage.slice(0, from, to),
        Tensor.of(java.util.Arrays.copyOfRange(lengths, from, to)));
  }

  /** A mean over tokens of two parts is not that of the whole, unless counts are kept apart. */
  @ParameterizedTest
  @EnumSource
  void normalizersAreExactUnderAccumulation(Normalizer normalizer) {
    Grpo loss = new Grpo(normalizer, 0.2, 0.2, 0.1, 16);
    Tensor policy = random(1, 3, 4);
    Tensor old = random(2, 3, 4);
    Tensor advantage = random(3, 3);
    int[] lengths = {4, 1, 2};
    LossSum first = part(loss, policy, answers(0, 1, old, advantage, lengths), 0, 1);
    LossSum rest = part(loss, policy, answers(1, 3, old, advantage, lengths), 1, 3);
    Answers all = answers(0, 3, old, advantage, lengths);
    double whole = Losses.mean(loss, policy, all).item();
    assertEquals(whole, first.plus(rest).mean(EmptyPolicy.ZERO).item(), 1e-14);
    double tokens = normalizer == Normalizer.TOKEN ? 7 : 3;
    assertEquals(tokens, first.plus(rest).denominator().item());
  }

  private static LossSum part(Grpo loss, Tensor policy, Answers answers, int from, int to) {
    return Losses.sum(loss, policy.slice(0, from, to), answers, Weighting.none(), Reduction.MEAN);
  }

  @Test
  void whatIsBeyondALengthDoesNotMatter() {
    Tensor policy = Tensor.of(Shape.of(1, 3), DType.FLOAT64, -1.0, -2, Double.NaN);
    Tensor old = Tensor.of(Shape.of(1, 3), DType.FLOAT64, -1.5, -2, Double.POSITIVE_INFINITY);
    Answers answers = new Answers(old, old, Tensor.of(1.0), Tensor.of(2));
    for (Normalizer normalizer : Normalizer.values()) {
      Grpo loss = new Grpo(normalizer, 0.2, 0.2, 0.1, 16);
      double[] gradient =
          Grad.<Tensor>grad(p -> Losses.mean(loss, p, answers)).apply(policy).toDoubleArray();
      assertTrue(Double.isFinite(gradient[0]) && gradient[2] == 0, normalizer.toString());
    }
  }

  @Test
  void ratiosBeyondTheClipHaveNoGradientToFurtherGain() {
    Tensor gains = Tensor.of(0.5, 0.5, -0.5, -0.5);
    PpoClip.Tried tried = new PpoClip.Tried(Tensor.of(0.0, 0, 0, 0), Tensor.of(1.0, -1, 1, -1));
    double[] gradient =
        Grad.<Tensor>grad(p -> Losses.mean(new PpoClip(), p, tried).mul(4))
            .apply(gains)
            .toDoubleArray();
    double up = Math.exp(0.5);
    double down = Math.exp(-0.5);
    assertArrayEquals(new double[] {0, up, -down, 0}, gradient, 1e-15);
  }

  @Test
  void variantsAreNamedInConfiguration() {
    Registry registry = new Registry();
    registry.install("loss-core", new CoreLosses());
    assertEquals(
        new Dpo(Dpo.Variant.SPPO_HARD, 0.1, 0),
        registry.create(Kind.LOSS, "dpo", Map.of("variant", "sppo-hard")));
  }

  /** The log of a logistic function computed as such is -infinity from about -745 on. */
  @Test
  void sureAndWrongPoliciesHaveTheGradientOfTheFormula() {
    Tensor zero = Tensor.of(0.0);
    Choice reference = new Choice(zero, zero);
    Choice gradient =
        Grad.<Choice>grad(p -> Losses.mean(new Dpo(), p, reference))
            .apply(new Choice(Tensor.of(-1e6), zero));
    assertEquals(-0.1, gradient.chosen().item(), 1e-15);
  }

  @Test
  void halfOfThePairsCannotBeTheWrongWayRound() {
    ThalwegException e =
        assertThrows(ThalwegException.class, () -> new Dpo(Dpo.Variant.ROBUST, 0.1, 0.5));
    assertEquals("labelSmoothing must lie from 0 to below 0.5, was 0.5", e.getMessage());
  }

  @Test
  void lengthsBeyondTheTokensAreRefused() {
    Tensor old = random(2, 1, 3);
    Answers answers = new Answers(old, old, Tensor.of(1.0), Tensor.of(4));
    ThalwegException e =
        assertThrows(
            ThalwegException.class, () -> Losses.mean(new Grpo(), random(1, 1, 3), answers).item());
    assertEquals("grpo: length 4 at row 0 is not from 0 to 3", e.getMessage());
  }
}
