package org.thalweg.loss.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.loss.support.Results.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Results;

/** Losses of regions at the ends of their domains, and what they refuse. */
class RegionLossTest {
  private static final ClassActivation SIGMOID = ClassActivation.SIGMOID;

  private static List<RegionLoss> ofMasks() {
    return List.of(
        new Dice(0, false, true, SIGMOID),
        new Dice(1e-5, true, true, SIGMOID),
        new LogCoshDice(1e-5, true, SIGMOID),
        new GeneralizedDice(GeneralizedDice.Weighting.SQUARE, 0, true, SIGMOID),
        new Jaccard(0, true, SIGMOID),
        new Tversky(0.5, 0.5, 0, true, SIGMOID),
        new FocalTversky(0.75, 0.3, 0.7, 0, true, SIGMOID),
        new HausdorffDistanceTransform(2, true, SIGMOID),
        new ClDice(3, 1, true, SIGMOID),
        new DiceCrossEntropy(1, 1, 0, true, SIGMOID),
        new DiceFocal(1, 1, 2, 0, true, SIGMOID));
  }

  /** Keras gives 1 for an empty mask that is rightly predicted to be empty. */
  @Test
  void emptyMasksThatAreSeenAsEmptyCostNothing() {
    Tensor sure = Tensor.full(Shape.of(2, 1, 3, 3), DType.FLOAT64, -1e3);
    Tensor empty = Tensors.zerosLike(sure);
    for (RegionLoss loss : ofMasks()) {
      for (double value : Results.values(loss, sure, empty)) {
        assertEquals(0, value, 1e-12, loss.toString());
      }
      Results.assertFinite(loss, sure, empty);
    }
  }

  @Test
  void emptyAndFullMasksAreFinite() {
    Random random = new Random(8);
    for (RegionLoss loss : ofMasks()) {
      for (double logit : new double[] {-1e3, -1, 0, 1, 1e3}) {
        Tensor logits = Tensor.full(Shape.of(1, 2, 3, 3), DType.FLOAT64, logit);
        Results.assertFinite(loss, logits, Tensors.zerosLike(logits));
        Results.assertFinite(loss, logits, Tensors.onesLike(logits));
        Results.assertFinite(loss, Results.normal(random, 1, 2, 3, 3), Tensors.zerosLike(logits));
      }
    }
  }

  /** Keras had the costs swapped. */
  @Test
  void alphaIsTheCostOfWhatIsWronglyClaimed() {
    Tensor claims = tensor(Shape.of(1, 1, 4), 1e3, 1e3, 1e3, 1e3);
    Tensor half = tensor(Shape.of(1, 1, 4), 1, 1, 0, 0);
    Tensor missed = tensor(Shape.of(1, 1, 4), 1e3, 1e3, -1e3, -1e3);
    Tensor whole = tensor(Shape.of(1, 1, 4), 1, 1, 1, 1);
    Tversky claiming = new Tversky(0.9, 0.1, 0, true, SIGMOID);
    assertEquals(1 - 2 / 3.8, Results.values(claiming, claims, half)[0], 1e-12);
    assertEquals(1 - 2 / 2.2, Results.values(claiming, missed, whole)[0], 1e-12);
  }

  /** The extension of a submodular function is the largest over all orders of the pixels. */
  @Test
  void lovaszIsTheLargestOverAllOrders() {
    Random random = new Random(2018);
    for (int trial = 0; trial < 40; trial++) {
      int pixels = 1 + random.nextInt(6);
      double[] scores = random.doubles(pixels, -2, 2).toArray();
      boolean[] inside = new boolean[pixels];
      double[] errors = new double[pixels];
      for (int i = 0; i < pixels; i++) {
        inside[i] = random.nextBoolean();
        errors[i] = Math.max(0, 1 - (inside[i] ? scores[i] : -scores[i]));
      }
      double[] found =
          Results.values(
              new LovaszHinge(),
              Tensor.of(scores).reshape(1, -1),
              Tensor.of(inside).reshape(1, -1));
      assertEquals(largest(errors, inside, 0, 0), found[0], 1e-12);
    }
  }

  private static double largest(double[] errors, boolean[] inside, int wrong, double loss) {
    double best = wrong == (1 << errors.length) - 1 ? 0 : Double.NEGATIVE_INFINITY;
    for (int i = 0; i < errors.length; i++) {
      if ((wrong >> i & 1) == 0) {
        double with = jaccard(inside, wrong | 1 << i);
        double rest = largest(errors, inside, wrong | 1 << i, with);
        best = Math.max(best, errors[i] * (with - loss) + rest);
      }
    }
    return best;
  }

  /** Returns the Jaccard loss of a set of pixels that are wrong. */
  private static double jaccard(boolean[] inside, int wrong) {
    int size = 0;
    int missed = 0;
    int extra = 0;
    for (int i = 0; i < inside.length; i++) {
      boolean bad = (wrong >> i & 1) == 1;
      size += inside[i] ? 1 : 0;
      missed += bad && inside[i] ? 1 : 0;
      extra += bad && !inside[i] ? 1 : 0;
    }
    return 1 - (size - missed) / (double) Math.max(1, size + extra);
  }

  @Test
  void labelsAndTheirSharesGiveTheSame() {
    Tensor logits = Results.normal(new Random(3), 2, 3, 4);
    Tensor labels = Tensor.of(Shape.of(2, 4), DType.INT64, 0, 1, 2, 2, 1, 1, 0, 2);
    Tensor shares = labels.oneHot(3, DType.FLOAT64).permute(0, 2, 1).eval();
    for (RegionLoss loss : List.of(new Dice(), new DiceCrossEntropy(), new UnifiedFocal())) {
      double[] expected = Results.values(loss, logits, labels);
      assertEquals(
          Arrays.toString(expected), Arrays.toString(Results.values(loss, logits, shares)));
      Tensor flags = shares.gt(0.5).eval();
      assertEquals(Arrays.toString(expected), Arrays.toString(Results.values(loss, logits, flags)));
    }
  }

  @Test
  void pixelsWithoutLabelHaveNoGradient() {
    Tensor logits = Results.normal(new Random(4), 1, 2, 3);
    Tensor labels = Tensor.of(Shape.of(1, 3), DType.INT64, 0, -1, 1);
    for (Loss<Tensor, Tensor> loss :
        List.of(new Dice(), new DiceFocal(), new UnifiedFocal(), new LovaszSoftmax(true))) {
      double[] slopes = Results.gradient(loss, logits, labels);
      assertEquals(0, slopes[1], loss.toString());
      assertEquals(0, slopes[4], loss.toString());
      assertTrue(slopes[0] != 0, loss.toString());
    }
  }

  private static void refused(String message, Loss<Tensor, Tensor> loss, Tensor p, Tensor t) {
    ThalwegException error = assertThrows(ThalwegException.class, () -> Results.values(loss, p, t));
    assertEquals(message, error.getMessage());
  }

  @Test
  void badInput() {
    Tensor logits = Results.normal(new Random(5), 1, 2, 3);
    refused(
        "dice: the target 2 at row 0, column 1 is not from -1 to 1",
        new Dice(),
        logits,
        Tensor.of(Shape.of(1, 3), DType.INT64, 0, 2, 1));
    refused(
        "dice: the target 1.5 at [0, 1, 0] is not from 0 to 1",
        new Dice(1, false, true, SIGMOID),
        logits,
        tensor(Shape.of(1, 2, 3), 1, 0, 1, 1.5, 0, 1));
    refused(
        "dice: the prediction float64[1, 1, 3] has one channel, whose softmax is always 1; set activation to sigmoid",
        new Dice(),
        Results.normal(new Random(6), 1, 1, 3),
        Tensor.of(Shape.of(1, 3), DType.INT64, 0, 0, 0));
    refused(
        "dice: the prediction is float64[3], should be of shape [N, C, ...]",
        new Dice(),
        Results.normal(new Random(6), 3),
        Tensor.of(0));
    refused(
        "generalized-wasserstein-dice: has distances of 3 classes, the prediction has 2",
        new GeneralizedWassersteinDice(
            List.of(List.of(0.0, 1.0, 1.0), List.of(1.0, 0.0, 1.0), List.of(1.0, 1.0, 0.0)), 1),
        logits,
        Tensor.of(Shape.of(1, 3), DType.INT64, 0, 1, 1));
  }

  @Test
  void levelsAddUp() {
    Tensor fine = Results.normal(new Random(7), 2, 3, 4, 6);
    Tensor coarse = Results.normal(new Random(8), 2, 3, 2, 3);
    Tensor labels =
        Tensor.of(Shape.of(2, 4, 6), DType.INT64, new Random(9).longs(48, 0, 3).toArray());
    Tensor thin = labels.slice(1, 0, 4, 2).slice(2, 0, 6, 2).eval();
    DeepSupervision loss = new DeepSupervision(new Dice());
    DeepSupervision.Levels levels = new DeepSupervision.Levels(List.of(fine, coarse));
    double[] values = Results.values(loss, levels, labels);
    double[] first = Results.values(new Dice(), fine, labels);
    double[] second = Results.values(new Dice(), coarse, thin);
    for (int i = 0; i < 2; i++) {
      assertEquals((2 * first[i] + second[i]) / 3, values[i], 1e-12);
    }
    assertEquals(List.of("level-0", "level-1"), List.copyOf(loss.terms(levels, labels).keySet()));
    DeepSupervision.Levels odd = new DeepSupervision.Levels(List.of(fine, fine.slice(2, 0, 3)));
    assertThrows(ThalwegException.class, () -> Results.values(loss, odd, labels));
  }

  @Test
  void partsHaveNames() {
    Tensor logits = Results.normal(new Random(5), 1, 2, 3);
    Tensor labels = Tensor.of(Shape.of(1, 3), DType.INT64, 0, 1, 1);
    assertEquals(
        List.of("dice", "cross-entropy"),
        List.copyOf(new DiceCrossEntropy().terms(logits, labels).keySet()));
    assertEquals(
        List.of("dice", "focal"), List.copyOf(new DiceFocal().terms(logits, labels).keySet()));
    assertEquals(
        List.of("focal", "tversky"),
        List.copyOf(new UnifiedFocal().terms(logits, labels).keySet()));
  }
}
