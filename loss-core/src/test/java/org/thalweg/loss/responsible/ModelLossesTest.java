package org.thalweg.loss.responsible;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.multiclass.CrossEntropy;

/** Losses that call the model, on models whose answers are known. */
class ModelLossesTest {
  private final RandomGenerator random = new java.util.SplittableRandom(18);

  private Tensor random(long... extents) {
    Shape shape = Shape.of(extents);
    double[] values = new double[Math.toIntExact(shape.size())];
    java.util.Arrays.setAll(values, _ -> random.nextGaussian());
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  private static Function<Tensor, Tensor> line(Tensor weight) {
    return x -> x.matmul(weight.unsqueeze(-1)).squeeze(1);
  }

  private static double[] values(AdversarialTraining loss, ModelCall call, Tensor target) {
    return Losses.values(loss, call, target, Weighting.none()).toDoubleArray();
  }

  /** On a linear model the worst change is known: epsilon times the dual norm of the weights. */
  @Test
  void attacksOnALineAreExact() {
    Tensor weight = Tensor.of(3.0, -4, 0);
    Tensor x = random(4, 3);
    Tensor labels = Tensor.of(0.0, 1, 1, 0);
    double[] margins = line(weight).apply(x).toDoubleArray();
    Attack sign = Attack.fgsm(0.1);
    Attack steps = Attack.pgd(Attack.Norm.INFINITY, 0.1, 0.03, 20);
    Attack lengths = Attack.pgd(Attack.Norm.EUCLIDEAN, 0.1, 0.03, 30);
    for (Attack attack : java.util.List.of(sign, steps, lengths)) {
      double dual = attack.norm() == Attack.Norm.INFINITY ? 7 : 5;
      ModelCall call = new ModelCall(line(weight), x, Randoms.key(5));
      double[] values = values(new AdversarialTraining(new BceLogits(1), attack), call, labels);
      for (int i = 0; i < 4; i++) {
        double y = 2 * labels.item(i) - 1;
        double expected = Math.log1p(Math.exp(-(y * margins[i] - 0.1 * dual)));
        assertEquals(expected, values[i], attack == lengths ? 1e-4 : 1e-12);
      }
    }
  }

  @Test
  void changesStayWithinTheirBounds() {
    Tensor x = random(5, 2, 3).sigmoid().eval();
    Function<Tensor, Tensor> objective = t -> t.sin().mul(t.square()).sum();
    for (Attack.Norm norm : Attack.Norm.values()) {
      Attack attack = Attack.pgd(norm, 0.3, 0.2, 7).within(0, 1);
      Tensor attacked = attack.perturb(objective, x, Randoms.key(2));
      assertTrue(attacked.min().item() >= 0 && attacked.max().item() <= 1);
      Tensor change = attacked.sub(x);
      double size =
          norm == Attack.Norm.INFINITY
              ? change.abs().max().item()
              : ModelCall.lengths(change).max().item();
      assertTrue(size <= 0.3 + 1e-12, norm + " " + size);
      assertTrue(size > 0.1);
      assertTrue(objective.apply(attacked).item() > objective.apply(x).item());
    }
  }

  @Test
  void noStepsLeaveTheInput() {
    Tensor x = random(3, 2);
    Attack none =
        new Attack(
            Attack.Norm.INFINITY,
            0.1,
            0.1,
            0,
            false,
            java.util.Optional.empty(),
            java.util.Optional.empty());
    assertArrayEquals(
        x.toDoubleArray(), none.perturb(t -> t.sum(), x, Randoms.key(0)).toDoubleArray(), 0);
  }

  /** What is masked neither counts nor leaks, though the model is called inside. */
  @Test
  void masksAndWeightsOfExamples() {
    Tensor weight = random(3);
    Tensor x = random(3, 3);
    Tensor labels = Tensor.of(1.0, 0, 1);
    AdversarialTraining loss = new AdversarialTraining(new BceLogits(1), Attack.fgsm(0.1), 0.25);
    double[] each = values(loss, new ModelCall(line(weight), x), labels);
    Tensor dirty =
        org.thalweg.api.tensor.Tensors.where(
            Tensor.of(Shape.of(3, 1), DType.BOOL, 1L, 0, 1), x, Double.NaN);
    Weighting weighting =
        Weighting.none().mask(Tensor.of(true, false, true)).weight(Tensor.of(1.0, 9, 3));
    Tensor slope =
        Grad.grad((Tensor w) ->
                Losses.reduce(
                    loss,
                    new ModelCall(line(w), dirty),
                    labels,
                    weighting,
                    Reduction.MEAN,
                    org.thalweg.api.loss.EmptyPolicy.ZERO))
            .apply(weight);
    assertTrue(slope.isFinite().all().item() == 1);
    double mean =
        Losses.reduce(
                loss,
                new ModelCall(line(weight), dirty),
                labels,
                weighting,
                Reduction.MEAN,
                org.thalweg.api.loss.EmptyPolicy.ZERO)
            .item();
    assertEquals((each[0] + 3 * each[2]) / 4, mean, 1e-12);
  }

  /** The gradient by parameters takes the attack as given: differences at fixed changes agree. */
  @Test
  void theGradientTakesTheAttackAsGiven() {
    Tensor weight = random(2, 3);
    Tensor x = random(4, 2);
    Tensor labels = Tensor.of(0, 1, 2, 1);
    Attack attack = Attack.pgd(Attack.Norm.EUCLIDEAN, 0.2, 0.1, 4);
    Function<Tensor, Function<Tensor, Tensor>> model = w -> t -> t.matmul(w).tanh();
    AdversarialTraining loss = new AdversarialTraining(new CrossEntropy(0), attack);
    ModelCall call = new ModelCall(model.apply(weight), x, Randoms.key(3));
    Tensor fixed =
        attack
            .perturb(
                t ->
                    Losses.values(
                            new CrossEntropy(0),
                            model.apply(weight).apply(t),
                            labels,
                            Weighting.none())
                        .sum(),
                x,
                call.key())
            .eval();
    Tensor expected =
        Grad.grad(
                (Tensor w) -> Losses.mean(new CrossEntropy(0), model.apply(w).apply(fixed), labels))
            .apply(weight);
    Tensor actual =
        Grad.grad((Tensor w) ->
                Losses.mean(loss, new ModelCall(model.apply(w), x, call.key()), labels))
            .apply(weight);
    assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), 1e-12);
  }

  @Test
  void tradesStartsAtRandom() {
    Attack attack = Attack.pgd(Attack.Norm.INFINITY, 0.1, 0.05, 5);
    ModelCall call = new ModelCall(t -> t.mul(3), random(4, 3), Randoms.key(1));
    Tensor labels = Tensor.of(0, 1, 2, 1);
    double natural = Losses.mean(new CrossEntropy(0), call.result(), labels).item();
    double robust = Losses.mean(new TradesTraining(new Trades(6), attack), call, labels).item();
    assertTrue(robust > natural + 1e-3);
    assertEquals(
        "the attack must start at random: the gradient at the input is 0",
        assertThrows(
                ThalwegException.class, () -> new TradesTraining(new Trades(6), Attack.fgsm(0.1)))
            .getMessage());
  }

  /** Of two classes the divergence depends on one direction, which power iteration finds. */
  @Test
  void vatFindsTheDirectionOfALine() {
    Tensor weight = random(3);
    Function<Tensor, Tensor> model =
        x -> {
          Tensor margin = line(weight).apply(x).unsqueeze(-1);
          return org.thalweg.api.tensor.Tensors.concat(1, margin, margin.mul(0));
        };
    Tensor x = random(5, 3);
    VirtualAdversarial loss = new VirtualAdversarial(0.01, 1e-4, 2);
    double[] values =
        Losses.values(loss, new ModelCall(model, x), new None(), Weighting.none()).toDoubleArray();
    double size = weight.norm().item();
    for (int i = 0; i < 5; i++) {
      double p = 1 / (1 + Math.exp(-line(weight).apply(x).item(i)));
      double expected = p * (1 - p) * size * size * 1e-4 / 2; // to second order
      assertEquals(expected, values[i], 0.02 * expected);
    }
  }

  @Test
  void jacobians() {
    Tensor weight = random(3, 4);
    Function<Tensor, Tensor> model = x -> x.matmul(weight).tanh();
    Tensor x = random(2, 3);
    double[] exact =
        Losses.values(new JacobianPenalty(0), new ModelCall(model, x), new None(), Weighting.none())
            .toDoubleArray();
    for (int n = 0; n < 2; n++) {
      double sum = 0;
      for (int h = 0; h < 4; h++) {
        double y = model.apply(x).item(n, h);
        for (int d = 0; d < 3; d++) {
          double slope = (1 - y * y) * weight.item(d, h);
          sum += slope * slope;
        }
      }
      assertEquals(sum, exact[n], 1e-12);
    }
    double[] drawn =
        Losses.values(
                new JacobianPenalty(600), new ModelCall(model, x), new None(), Weighting.none())
            .toDoubleArray();
    assertEquals(exact[0], drawn[0], 0.25 * exact[0]);
    Tensor slope =
        Grad.grad((Tensor w) ->
                Losses.mean(
                    new JacobianPenalty(0), new ModelCall(t -> t.matmul(w).tanh(), x), new None()))
            .apply(weight);
    double step = 1e-5;
    Tensor direction = random(3, 4);
    double[] sides = new double[2];
    for (int side = 0; side < 2; side++) {
      Tensor w = weight.add(direction.mul(side == 0 ? step : -step)).eval();
      sides[side] =
          Losses.mean(new JacobianPenalty(0), new ModelCall(t -> t.matmul(w).tanh(), x), new None())
              .item();
    }
    assertEquals((sides[0] - sides[1]) / (2 * step), slope.mul(direction).sum().item(), 1e-7);
  }

  /** Parameters of a features' layer and a classifier of domains. */
  record Both(Tensor features, Tensor classifier) {}

  @Test
  void featuresClimbWhereTheClassifierDescends() {
    Tensor x = random(6, 3);
    Tensor domain = Tensor.of(0.0, 1, 0, 1, 1, 0);
    Both both = new Both(random(3, 2), random(2));
    Function<Both, Tensor> plain =
        p ->
            Losses.mean(
                new BceLogits(1), line(p.classifier()).apply(x.matmul(p.features())), domain);
    Both straight = Grad.grad(plain).apply(both);
    Both reversed =
        Grad.grad((Both p) ->
                Losses.mean(
                    new DomainAdversarial(new BceLogits(1), 0.5),
                    new ModelCall(line(p.classifier()), x.matmul(p.features())),
                    domain))
            .apply(both);
    assertArrayEquals(
        straight.classifier().toDoubleArray(), reversed.classifier().toDoubleArray(), 1e-14);
    assertArrayEquals(
        straight.features().mul(-0.5).toDoubleArray(), reversed.features().toDoubleArray(), 1e-14);
  }

  /** A batch of inputs and labels. */
  record Pairs(Tensor inputs, Tensor labels) {}

  @Test
  void clippedGradientsOfExamples() {
    Both both = new Both(random(3, 2), random(2));
    Pairs batch = new Pairs(random(6, 3), Tensor.of(0.0, 1, 0, 1, 1, 0));
    java.util.function.BiFunction<Both, Pairs, Tensor> loss =
        (p, b) ->
            Losses.mean(
                new BceLogits(1),
                line(p.classifier()).apply(b.inputs().matmul(p.features()).tanh()),
                b.labels());
    for (int together : new int[] {1, 2}) {
      double norm = 0.1;
      ClippedSum<Both> clipped = new PerExampleClipping(norm, together).sum(loss, both, batch);
      double[] features = new double[6];
      int above = 0;
      int count = 6 / together;
      for (long i = 0; i < count; i++) {
        Pairs own =
            new Pairs(
                batch.inputs().slice(0, i * together, (i + 1) * together),
                batch.labels().slice(0, i * together, (i + 1) * together));
        Both slope = Grad.grad((Both p) -> loss.apply(p, own)).apply(both);
        double length =
            Math.hypot(slope.features().norm().item(), slope.classifier().norm().item());
        assertEquals(length, clipped.norms().item(i), 1e-12);
        assertEquals(loss.apply(both, own).item(), clipped.losses().item(i), 1e-12);
        double factor = Math.min(1, norm / length);
        above += length > norm ? 1 : 0;
        for (int k = 0; k < 6; k++) {
          features[k] += factor * slope.features().toDoubleArray()[k];
        }
      }
      assertTrue(above > 0, "nothing is clipped");
      assertEquals(count, clipped.count());
      assertArrayEquals(features, clipped.sum().features().toDoubleArray(), 1e-12);
      assertEquals(features[0] / count, clipped.mean().features().toDoubleArray()[0], 1e-12);
    }
    assertEquals(
        "a batch is of examples, a multiple of 4 of them, was float64[6, 3]",
        assertThrows(
                ThalwegException.class, () -> new PerExampleClipping(1, 4).sum(loss, both, batch))
            .getMessage());
  }
}
