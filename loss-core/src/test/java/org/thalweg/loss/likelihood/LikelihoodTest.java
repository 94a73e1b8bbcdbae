package org.thalweg.loss.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** Likelihoods are those of distributions, scores those of their definitions. */
class LikelihoodTest {
  private static final int COUNTS = 400;

  private static <P, T> double[] values(Loss<P, T> loss, P prediction, T target) {
    return Losses.values(loss, prediction, target, Weighting.none()).toDoubleArray();
  }

  private static Tensor full(int count, double value) {
    return Tensor.full(Shape.of(count), DType.FLOAT64, value);
  }

  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  /** Requires that the probabilities of all counts sum to one. */
  private static <P> void sumsToOne(Loss<P, Tensor> loss, Function<Integer, P> prediction) {
    Tensor counts = Tensor.of(IntStream.range(0, COUNTS).asDoubleStream().toArray());
    double total =
        Arrays.stream(values(loss, prediction.apply(COUNTS), counts)).map(v -> Math.exp(-v)).sum();
    assertEquals(1, total, 1e-12, loss.toString());
  }

  @Test
  void probabilitiesOfCountsSumToOne() {
    for (double mean : new double[] {0.01, 1, 25}) {
      for (double logit : new double[] {-2, 0.5}) {
        sumsToOne(
            new ZeroInflatedPoisson(),
            n -> new ZeroInflatedPoisson.Prediction(full(n, logit), full(n, mean)));
        sumsToOne(
            new HurdlePoisson(), n -> new HurdlePoisson.Prediction(full(n, logit), full(n, mean)));
        for (double size : new double[] {15, 16.5, 1e6}) {
          sumsToOne(
              new NegativeBinomialNll(),
              n -> new NegativeBinomialNll.Prediction(full(n, mean), full(n, size)));
          sumsToOne(
              new ZeroInflatedNegativeBinomial(),
              n ->
                  new ZeroInflatedNegativeBinomial.Prediction(
                      full(n, logit), full(n, mean), full(n, size)));
          sumsToOne(
              new HurdleNegativeBinomial(),
              n ->
                  new HurdleNegativeBinomial.Prediction(
                      full(n, logit), full(n, mean), full(n, size)));
        }
      }
    }
  }

  /** Requires that a density has an area of one; points are a sinh apart, for heavy tails. */
  private static <P> void integratesToOne(
      Loss<P, Tensor> loss, Function<Integer, P> prediction, Function<Tensor, Tensor> asTarget) {
    double step = 0.002;
    double[] points =
        IntStream.range(-12_500, 12_501).mapToDouble(i -> Math.sinh(i * step)).toArray();
    double[] values =
        values(loss, prediction.apply(points.length), asTarget.apply(Tensor.of(points)));
    double area =
        IntStream.range(0, points.length)
            .mapToDouble(i -> step * Math.hypot(1, points[i]) * Math.exp(-values[i]))
            .sum();
    assertEquals(1, area, 1e-9, loss.toString());
  }

  @Test
  void densitiesIntegrateToOne() {
    integratesToOne(
        new GaussianNll(true, 1e-6),
        n -> new GaussianNll.Prediction(full(n, 0.5), full(n, 2)),
        t -> t);
    integratesToOne(
        new GaussianNllLogVariance(true),
        n -> new GaussianNllLogVariance.Prediction(full(n, 0.5), full(n, -0.5)),
        t -> t);
    integratesToOne(
        new StudentTNll(),
        n -> new StudentTNll.Prediction(full(n, 0.5), full(n, 2), full(n, 1.5)),
        t -> t);
    integratesToOne(
        new EvidentialRegression(0),
        n ->
            new EvidentialRegression.Prediction(
                full(n, 0.5), full(n, 0.7), full(n, 1.2), full(n, 0.9)),
        t -> t);
    integratesToOne(
        new MixtureDensity(),
        n ->
            new MixtureDensity.Prediction(
                Tensor.of(0.2, -1).broadcastTo(Shape.of(n, 2)).eval(),
                Tensor.of(-2.0, 1).unsqueeze(-1).broadcastTo(Shape.of(n, 2, 1)).eval(),
                Tensor.of(0.5, 3).unsqueeze(-1).broadcastTo(Shape.of(n, 2, 1)).eval()),
        t -> t.unsqueeze(-1).eval());
  }

  @Test
  void negativeBinomialTendsToPoisson() {
    Tensor target = Tensor.of(0.0, 1, 5, 60);
    double[] limit =
        values(
            new NegativeBinomialNll(),
            new NegativeBinomialNll.Prediction(full(4, 3), full(4, 1e15)),
            target);
    double[] poisson =
        target.neg().mul(Math.log(3)).add(3).add(target.add(1).lgamma()).toDoubleArray();
    assertArrayEquals(poisson, limit, 1e-11);
  }

  @Test
  void studentTendsToTheNormalDensity() {
    Tensor target = Tensor.of(0.0, 1, -7);
    double[] limit =
        values(
            new StudentTNll(),
            new StudentTNll.Prediction(full(3, 0.5), full(3, 2), full(3, 1e16)),
            target);
    double[] normal =
        values(
            new GaussianNll(true, 1e-6),
            new GaussianNll.Prediction(full(3, 0.5), full(3, 4)),
            target);
    assertArrayEquals(normal, limit, 1e-13);
  }

  /** PyTorch gives NaN without a word: its issue 184030. */
  @Test
  void aNegativeMeanOfCountsIsRefused() {
    refused(
        "poisson-nll: the prediction -0.5 at row 1 is not 0 or more",
        () -> values(new PoissonNll(false, false, 1e-8), Tensor.of(1.0, -0.5), Tensor.of(1.0, 1)));
    refused(
        "poisson-nll: the target -1.0 at row 0 is not 0 or more",
        () -> values(new PoissonNll(), Tensor.of(1.0), Tensor.of(-1.0)));
  }

  @Test
  void aNegativeVarianceIsRefused() {
    refused(
        "gaussian-nll: variance -1.0 at row 0 is not 0 or more",
        () ->
            values(
                new GaussianNll(),
                new GaussianNll.Prediction(full(1, 0), full(1, -1)),
                Tensor.of(0.0)));
  }

  @Test
  void aVarianceBelowEpsilonIsStillPulledUp() {
    GaussianNll loss = new GaussianNll(false, 0.5);
    GaussianNll.Prediction low = new GaussianNll.Prediction(full(1, 2), full(1, 0));
    GaussianNll.Prediction slope =
        Grad.<GaussianNll.Prediction>grad(p -> loss.loss(p, Tensor.of(0.0)).sum()).apply(low);
    assertEquals((1 / 0.5 - 4 / 0.25) / 2, slope.variance().item(), 1e-14);
  }

  @Test
  void successesAreAtMostAsManyAsTrials() {
    refused(
        "binomial-nll: the successes 4.0 at row 1 are more than the trials",
        () ->
            values(
                new BinomialNll(false),
                full(2, 0),
                new BinomialNll.Target(Tensor.of(1.0, 4), Tensor.of(3.0, 3))));
  }

  /** Optax gives NaN for the gradient at a target of 0; Keras moves both sides by 1e-7. */
  @Test
  void aShareOfZeroIsNoTrouble() {
    Tensor target = Tensor.of(Shape.of(1, 3), DType.FLOAT64, 0, 0.25, 0.75);
    Tensor logs = Tensor.of(Shape.of(1, 3), DType.FLOAT64, 0.5, 0.2, 0.3).log().eval();
    double[] expected = {0.25 * Math.log(0.25 / 0.2) + 0.75 * Math.log(0.75 / 0.3)};
    assertArrayEquals(expected, values(new KlDivergence(false), logs, target), 1e-15);
    assertArrayEquals(expected, values(new GeneralizedKl(), logs, target), 1e-15);
    assertArrayEquals(expected, values(new RenyiDivergence(1), logs, target), 1e-15);
    for (Loss<Tensor, Tensor> loss :
        java.util.List.<Loss<Tensor, Tensor>>of(
            new GeneralizedKl(),
            new JensenShannon(),
            new AlphaDivergence(0.5),
            new RenyiDivergence(0.5))) {
      double[] slopes =
          Grad.<Tensor>grad(p -> loss.loss(p, target).sum()).apply(logs).toDoubleArray();
      assertTrue(Arrays.stream(slopes).allMatch(Double::isFinite), loss.toString());
    }
  }

  @Test
  void divergencesOfEqualDistributionsAreZero() {
    Tensor target = Tensor.of(Shape.of(1, 4), DType.FLOAT64, 0.1, 0.2, 0.3, 0.4);
    Tensor logs = target.log().eval();
    for (Loss<Tensor, Tensor> loss :
        java.util.List.<Loss<Tensor, Tensor>>of(
            new GeneralizedKl(),
            new JensenShannon(),
            new ReverseKl(false),
            new AlphaDivergence(0),
            new AlphaDivergence(0.5),
            new AlphaDivergence(1),
            new AlphaDivergence(3),
            new RenyiDivergence(0.5),
            new RenyiDivergence(2))) {
      assertEquals(0, values(loss, logs, target)[0], 1e-15, loss.toString());
    }
  }

  @Test
  void deviancesAreZeroAtTheTarget() {
    Tensor target = Tensor.of(1e-6, 0.5, 3, 1e9);
    for (Loss<Tensor, Tensor> loss :
        java.util.List.<Loss<Tensor, Tensor>>of(
            new PoissonDeviance(true),
            new GammaDeviance(true),
            new InverseGaussianDeviance(true),
            new TweedieDeviance(),
            new TweedieDeviance(1.0000001, true))) {
      assertArrayEquals(new double[4], values(loss, target.log().eval(), target), loss.toString());
    }
    refused(
        "tweedie-deviance: the target 0.0 at row 0 is not above 0",
        () -> values(new TweedieDeviance(2, true), Tensor.of(0.0), Tensor.of(0.0)));
  }

  @Test
  void theEnergyScoreOfSingleNumbersIsTheRankedProbabilityScore() {
    Tensor members = Tensor.of(Shape.of(2, 4), DType.FLOAT64, 3, -1, 0.5, 2, 7, 7, 7, 1);
    Tensor target = Tensor.of(0.75, 6);
    assertArrayEquals(
        values(new CrpsEnsemble(false), members, target),
        values(new EnergyScore(1), members.unsqueeze(-1).eval(), target.unsqueeze(-1).eval()),
        1e-14);
  }

  @Test
  void ensemblesAtTheTargetAndOfEqualMembersHaveFiniteGradients() {
    Tensor same = Tensor.full(Shape.of(2, 3, 2), DType.FLOAT64, 1.5);
    Tensor target = Tensor.full(Shape.of(2, 2), DType.FLOAT64, 1.5);
    for (Loss<Tensor, Tensor> loss :
        java.util.List.<Loss<Tensor, Tensor>>of(
            new EnergyScore(0.5), new EnergyScore(1), new VariogramScore(0.5))) {
      double[] slopes =
          Grad.<Tensor>grad(p -> loss.loss(p, target).sum()).apply(same).toDoubleArray();
      assertArrayEquals(new double[12], slopes, loss.toString());
    }
    double[] one = values(new CrpsEnsemble(true), full(1, 3), Tensor.scalar(1, DType.FLOAT64));
    assertArrayEquals(new double[] {2}, one);
  }

  /** One and the same denoiser costs the same, whatever it is said to predict. */
  @Test
  void diffusionDoesNotDependOnWhatIsPredicted() {
    Tensor clean = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 0.5, -1, 2, 0.25);
    Tensor noise = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 1, 0.5, -0.75, 2);
    Tensor guess = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 0.8, 0.25, -1, 1.5);
    Tensor ratio = Tensor.of(0.3, 20);
    Tensor signal = ratio.div(ratio.add(1)).sqrt().unsqueeze(-1);
    Tensor spread = ratio.add(1).rsqrt().unsqueeze(-1);
    Tensor noisy = clean.mul(signal).add(noise.mul(spread));
    Tensor denoised = noisy.sub(guess.mul(spread)).div(signal).eval();
    Tensor velocity = guess.mul(signal).sub(denoised.mul(spread)).eval();
    Diffusion.Target target = new Diffusion.Target(clean, noise, ratio);
    for (double gamma : new double[] {5, Double.POSITIVE_INFINITY}) {
      double[] expected = values(new Diffusion(Diffusion.Output.NOISE, gamma), guess, target);
      assertArrayEquals(
          expected, values(new Diffusion(Diffusion.Output.CLEAN, gamma), denoised, target), 1e-13);
      assertArrayEquals(
          expected,
          values(new Diffusion(Diffusion.Output.VELOCITY, gamma), velocity, target),
          1e-13);
    }
  }

  @Test
  void oneCodeGivesItsOwnWeight() {
    Tensor weights = Tensor.of(Shape.of(2, 1), DType.FLOAT64, -700, 3);
    assertArrayEquals(new double[] {700, -3}, values(new Iwae(), weights, new None()));
  }

  @Test
  void theBoundChecksTargetsOfItsReconstruction() {
    Tensor code = Tensor.full(Shape.of(1, 2), DType.FLOAT64, 0);
    Elbo.Prediction prediction =
        new Elbo.Prediction(Tensor.full(Shape.of(1, 2), DType.FLOAT64, 0), code, code);
    refused(
        "elbo: the target 2.0 at row 0, column 1 is not from 0 to 1",
        () -> values(new Elbo(), prediction, Tensor.of(Shape.of(1, 2), DType.FLOAT64, 0.5, 2)));
  }
}
