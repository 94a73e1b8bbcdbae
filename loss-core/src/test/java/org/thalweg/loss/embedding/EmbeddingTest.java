package org.thalweg.loss.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** Empty cases, zeros and ties of losses of vectors, and slow twins of those that sort. */
class EmbeddingTest {
  private static Tensor matrix(int rows, int columns, double... values) {
    return Tensor.of(Shape.of(rows, columns), DType.FLOAT64, values);
  }

  private static Tensor random(int seed, int rows, int columns) {
    return matrix(
        rows, columns, new SplittableRandom(seed).doubles((long) rows * columns, -1, 1).toArray());
  }

  private static <P, T> double[] gradient(Loss<P, T> loss, P prediction, T target) {
    ValueAndGrad<P> both =
        Grad.<P>valueAndGrad(p -> Losses.mean(loss, p, target)).apply(prediction);
    assertTrue(Double.isFinite(both.value().item()), loss + " gives " + both.value().item());
    return Tree.leaves(both.gradient()).stream()
        .flatMapToDouble(leaf -> Arrays.stream(leaf.toDoubleArray()))
        .toArray();
  }

  private static void finite(double[] gradient, Object what) {
    assertTrue(
        Arrays.stream(gradient).allMatch(Double::isFinite), what + " " + Arrays.toString(gradient));
  }

  private static List<Loss<Tensor, Tensor>> labelled() {
    return List.of(
        new BatchHardTriplet(),
        new BatchSemiHardTriplet(1),
        new BatchAllTriplet(1),
        new LiftedStructure(1),
        new Angular(40),
        new Nca(1),
        new NtXent(0.07),
        new SupCon(0.1),
        new Circle(),
        new MultiSimilarity(),
        new SmoothAp(0.01),
        new FastAp(10));
  }

  /** Optax gives NaN for NT-Xent without a positive pair. */
  @Test
  void batchesWithoutPositivesCostNothing() {
    Tensor x = random(1, 3, 2);
    for (Loss<Tensor, Tensor> loss : labelled()) {
      if (loss instanceof MultiSimilarity) {
        continue; // negatives have a term of their own
      }
      Tensor labels = Tensor.of(4, 5, 6);
      assertEquals(0, Losses.mean(loss, x, labels).item(), loss.toString());
      assertArrayEquals(new double[6], gradient(loss, x, labels), loss.toString());
    }
  }

  @Test
  void batchesOfOneLabelAreFinite() {
    Tensor x = random(2, 4, 2);
    for (Loss<Tensor, Tensor> loss : labelled()) {
      finite(gradient(loss, x, Tensor.of(3, 3, 3, 3)), loss);
    }
  }

  /** Square roots and angles have no slope at zero, which must not become NaN. */
  @Test
  void equalAndZeroVectorsHaveFiniteGradients() {
    Tensor same = matrix(4, 2, 1, 2, 1, 2, 1, 2, 1, 2);
    Tensor zeros = matrix(4, 2, new double[8]);
    for (Tensor x : List.of(same, zeros)) {
      for (Loss<Tensor, Tensor> loss : labelled()) {
        finite(gradient(loss, x, Tensor.of(0, 0, 1, 1)), loss);
      }
      for (Loss<Pair, None> loss :
          List.<Loss<Pair, None>>of(
              new InfoNce(0.07), new DecoupledContrastive(0.1), new BarlowTwins(), new VicReg())) {
        finite(gradient(loss, new Pair(x, x), new None()), loss);
      }
      finite(gradient(new Koleo(1e-8), x, new None()), "koleo");
      finite(gradient(new Triplet(), new Triple(x, x, x), new None()), "triplet");
      finite(gradient(new Triplet(1, 3, true), new Triple(x, x, x), new None()), "triplet p=3");
      Tensor signs = Tensor.of(1.0, -1, 1, -1);
      finite(gradient(new CosineEmbedding(0), new Pair(x, x), signs), "cosine-embedding");
    }
  }

  /** Optax raises signed differences to the power: NaN for 3, wrong for 1. */
  @Test
  void oddPowersAreOfAbsoluteDifferences() {
    Triple triple = new Triple(matrix(1, 2, 0, 0), matrix(1, 2, 1, 2), matrix(1, 2, -1, -1));
    assertEquals(3 - 2 + 1, Losses.mean(new Triplet(1, 1, false), triple, new None()).item());
    assertEquals(
        Math.cbrt(9) - Math.cbrt(2) + 1,
        Losses.mean(new Triplet(1, 3, false), triple, new None()).item(),
        1e-12);
  }

  /** Clamped arc cosines have infinite slopes where an embedding meets its prototype. */
  @Test
  void marginsAreFiniteWhereAVectorMeetsItsPrototype() {
    Tensor classes = matrix(2, 2, 3, 0, 0, 2);
    Tensor x = matrix(4, 2, 1, 0, -1, 0, 0, 1, 1e-3, 1);
    Tensor labels = Tensor.of(0, 0, 1, 1);
    for (Loss<Prototypes, Tensor> loss :
        List.<Loss<Prototypes, Tensor>>of(
            new ArcFace(), new CosFace(), new SphereFace(), new NormalizedSoftmax(0.05))) {
      finite(gradient(loss, new Prototypes(x, classes), labels), loss);
    }
  }

  /** The cosine of a multiple angle falls all the way from 0 to a straight angle. */
  @Test
  void sphereFaceFallsWithTheAngle() {
    Tensor classes = matrix(2, 2, 1, 0, 0, 1e-30);
    double before = Double.NEGATIVE_INFINITY;
    for (int degrees = 0; degrees <= 180; degrees += 5) {
      double a = Math.toRadians(degrees);
      Tensor x = matrix(1, 2, Math.cos(a), Math.sin(a));
      double cost = Losses.mean(new SphereFace(), new Prototypes(x, classes), Tensor.of(0)).item();
      assertTrue(cost > before, degrees + " degrees cost " + cost + ", less " + before);
      before = cost;
    }
  }

  @Test
  void labelsWithoutAPrototypeAreRefused() {
    Prototypes prediction = new Prototypes(random(3, 2, 3), random(4, 5, 3));
    ThalwegException e =
        assertThrows(
            ThalwegException.class,
            () -> Losses.mean(new ArcFace(), prediction, Tensor.of(4, 5)).item());
    assertEquals("arcface: the target 5 at row 1 is not from 0 to 4", e.getMessage());
  }

  @Test
  void vectorsOfOtherWidthThanPrototypesAreRefused() {
    Prototypes prediction = new Prototypes(random(3, 2, 3), random(4, 5, 4));
    ThalwegException e =
        assertThrows(
            ThalwegException.class,
            () -> Losses.mean(new CosFace(), prediction, Tensor.of(4, 0)).item());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("prototypes"), message);
  }

  /** Average precision by sorting, which smoothed ranks approach. */
  @Test
  void smoothApApproachesTheAveragePrecisionOfTheOrder() {
    int[] labels = {0, 0, 1, 1, 0, 1, 2, 0};
    Tensor x = random(5, labels.length, 3);
    double[] cosine = Vectors.cosines(x, x).toDoubleArray();
    int n = labels.length;
    double total = 0;
    int queries = 0;
    for (int i = 0; i < n; i++) {
      int query = i;
      int[] order =
          IntStream.range(0, n)
              .filter(j -> j != query)
              .boxed()
              .sorted((a, b) -> Double.compare(cosine[query * n + b], cosine[query * n + a]))
              .mapToInt(j -> j)
              .toArray();
      double precision = 0;
      int found = 0;
      for (int rank = 0; rank < order.length; rank++) {
        if (labels[order[rank]] == labels[query]) {
          found++;
          precision += (double) found / (rank + 1);
        }
      }
      if (found > 0) {
        total += 1 - precision / found;
        queries++;
      }
    }
    double smooth = Losses.mean(new SmoothAp(1e-5), x, Tensor.of(labels)).item();
    assertEquals(total / queries, smooth, 1e-9);
  }

  /** Examples that a mask leaves out are no partners of others. */
  @Test
  void maskedExamplesAreNoPartners() {
    Tensor x = random(6, 4, 2);
    Tensor labels = Tensor.of(0, 0, 1, 2);
    Weighting mask = Weighting.none().mask(Tensor.of(true, false, true, true));
    double[] values =
        Losses.reduce(
                new SupCon(0.1),
                x,
                labels,
                mask,
                Reduction.NONE,
                org.thalweg.api.loss.EmptyPolicy.ZERO)
            .toDoubleArray();
    assertArrayEquals(new double[4], values);
  }
}
