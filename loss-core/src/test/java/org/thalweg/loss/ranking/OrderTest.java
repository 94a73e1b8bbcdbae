package org.thalweg.loss.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.tensor.Tensor;

/** Losses of orders are what pairs and permutations add up to, and do not see missing items. */
class OrderTest {
  private static final List<RowwiseLoss> ALL =
      List.of(
          new PairwiseLogistic(1),
          new PairwiseHinge(1),
          new PairwiseSoftZeroOne(1),
          new PairwiseMse(),
          new LambdaRank(),
          new LambdaLoss(),
          new LambdaLoss(LambdaLoss.Weighting.NDCG_1, 3, 1, 1, true),
          new LambdaLoss(LambdaLoss.Weighting.NDCG_2, 2, 1, 1, true),
          new LambdaMap(1),
          new ListNet(),
          new RankingSoftmax(),
          new XeNdcg(0.5),
          new ListMle(),
          new PListMle(),
          new ApproxNdcg(1),
          new ApproxMrr(1),
          new NeuralNdcg(),
          new NeuralSortCrossEntropy(1));

  private final SplittableRandom random = new SplittableRandom(3);

  private Tensor normal(int count) {
    return Tensor.of(random.doubles(count, -2, 2).toArray());
  }

  /** AllRank forgets to mask the losses of pairs with padding. */
  @Test
  void missingItemsChangeNothing() {
    Tensor scores = normal(5).reshape(1, 5).eval();
    Tensor relevance = Tensor.of(Shape.of(1, 5), DType.FLOAT64, 2, 0, 1, 3, 0);
    for (double junk : new double[] {-50, 50, Double.NaN}) {
      Tensor more =
          Tensor.of(
              Shape.of(1, 8),
              DType.FLOAT64,
              scores.item(0, 0),
              junk,
              scores.item(0, 1),
              scores.item(0, 2),
              junk,
              scores.item(0, 3),
              scores.item(0, 4),
              junk);
      Tensor padded = Tensor.of(Shape.of(1, 8), DType.FLOAT64, 2, -1, 0, 1, -1, 3, 0, -2);
      for (RowwiseLoss loss : ALL) {
        String name = loss + " with " + junk;
        double plain = Losses.mean(loss, scores, relevance).item();
        assertEquals(plain, Losses.mean(loss, more, padded).item(), 1e-12, name);
        double[] slope =
            Grad.<Tensor>grad(p -> Losses.mean(loss, p, relevance)).apply(scores).toDoubleArray();
        double[] wide =
            Grad.<Tensor>grad(p -> Losses.mean(loss, p, padded)).apply(more).toDoubleArray();
        double[] expected = {slope[0], 0, slope[1], slope[2], 0, slope[3], slope[4], 0};
        assertArrayEquals(expected, wide, 1e-12, name);
      }
    }
  }

  /** Optax needs a safe reduction for it. */
  @Test
  void listsWithoutItemsOrPairsCostNothingAndDoNotCount() {
    Tensor scores = normal(12).reshape(3, 4).eval();
    Tensor one =
        Tensor.of(Shape.of(3, 4), DType.FLOAT64, -1, -1, -1, -1, 1, 2, 0, 0, -1, -1, -1, -1);
    for (RowwiseLoss loss : ALL) {
      double alone =
          Losses.mean(loss, scores.slice(0, 1, 2).eval(), one.slice(0, 1, 2).eval()).item();
      assertEquals(alone, Losses.mean(loss, scores, one).item(), 1e-12, loss.toString());
      Tensor none = Tensor.full(Shape.of(3, 4), DType.FLOAT64, -1);
      assertEquals(0, Losses.mean(loss, scores, none).item(), loss.toString());
      double[] slope =
          Grad.<Tensor>grad(p -> Losses.mean(loss, p, none)).apply(scores).toDoubleArray();
      assertArrayEquals(new double[12], slope, 0, loss.toString());
    }
  }

  private static List<double[]> permutations(int count) {
    List<double[]> found = new ArrayList<>();
    permute(new double[count], 0, found);
    return found;
  }

  private static void permute(double[] ranks, int used, List<double[]> found) {
    int next = Long.numberOfTrailingZeros(~(long) used);
    if (next >= ranks.length) {
      int placed = (int) Arrays.stream(ranks).filter(r -> r > 0).count();
      if (placed == ranks.length) {
        found.add(ranks.clone());
      }
      return;
    }
    for (int rank = 1; rank <= ranks.length; rank++) {
      double wanted = rank;
      if (Arrays.stream(ranks).limit(next).noneMatch(r -> r == wanted)) {
        ranks[next] = rank;
        permute(ranks, used | 1 << next, found);
        ranks[next] = 0;
      }
    }
  }

  @Test
  void listMleSumsToOneOverAllOrders() {
    Tensor scores = normal(4);
    double together = 0;
    List<double[]> orders = permutations(4);
    assertEquals(24, orders.size());
    for (double[] relevance : orders) {
      together += Math.exp(-new ListMle().loss(scores, Tensor.of(relevance)).item());
    }
    assertEquals(1, together, 1e-12);
  }

  @Test
  void theIdealOrderHasTheLeastLoss() {
    double[] ideal = {4, 3, 2, 1};
    for (RowwiseLoss loss : ALL) {
      boolean coarse =
          loss instanceof LambdaLoss(var weighting, _, _, _, _)
              && weighting == LambdaLoss.Weighting.NDCG_1;
      if (loss instanceof PairwiseMse || coarse) {
        continue; // differences count, not the order; the bound has pairs in the right order too
      }
      double[] grades = loss instanceof LambdaMap ? new double[] {1, 1, 0, 0} : ideal;
      double least = Losses.mean(loss, Tensor.of(ideal).mul(3).eval(), Tensor.of(grades)).item();
      for (double[] other : permutations(4)) {
        double value = Losses.mean(loss, Tensor.of(other).mul(3).eval(), Tensor.of(grades)).item();
        assertTrue(value >= least - 1e-12, loss + " at " + Arrays.toString(other));
      }
    }
  }

  @Test
  void softMetricsTendToTheMetric() {
    Tensor scores = Tensor.of(3.0, 1, 2, 0).reshape(1, 4).eval();
    Tensor relevance = Tensor.of(0.0, 2, 1, 0).reshape(1, 4).eval();
    double log3 = Math.log(3) / Math.log(2);
    double dcg = 1 / log3 + 3 / 2.0;
    double ndcg = dcg / (3 + 1 / log3);
    assertEquals(-ndcg, Losses.mean(new ApproxNdcg(0.01), scores, relevance).item(), 1e-9);
    assertEquals(-ndcg, Losses.mean(new NeuralNdcg(0.01, 5), scores, relevance).item(), 1e-9);
    double mrr = (2 / 3.0 + 1 / 2.0) / 3;
    assertEquals(-mrr, Losses.mean(new ApproxMrr(0.01), scores, relevance).item(), 1e-9);
    // of five pairs the first item spoils two, and nothing else is wrong but the second behind the
    // third
    assertEquals(
        3 / 5.0, Losses.mean(new PairwiseSoftZeroOne(0.01), scores, relevance).item(), 1e-9);
  }
}
