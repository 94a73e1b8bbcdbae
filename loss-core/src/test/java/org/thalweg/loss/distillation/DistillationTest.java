package org.thalweg.loss.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;

/** What means of divergences divide by, and how temperatures scale. */
class DistillationTest {
  private static Tensor matrix(int rows, int columns, double... values) {
    return Tensor.of(Shape.of(rows, columns), DType.FLOAT64, values);
  }

  /** A mean over examples and classes is too small by the number of classes. */
  @Test
  void theMeanIsThatOfExamples() {
    Tensor student = matrix(1, 4, 0, 0, 0, 0);
    Tensor teacher = matrix(1, 4, Math.log(8), Math.log(4), Math.log(2), Math.log(2));
    double[] t = {0.5, 0.25, 0.125, 0.125};
    double divergence = 0;
    for (double share : t) {
      divergence += share * Math.log(share * 4);
    }
    KnowledgeDistillation loss = new KnowledgeDistillation(1, 1);
    KnowledgeDistillation.Taught target = new KnowledgeDistillation.Taught(Tensor.of(0), teacher);
    assertEquals(divergence, Losses.mean(loss, student, target).item(), 1e-15);
  }

  /** For high temperatures the gradient tends to that of squared differences of centred logits. */
  @Test
  void gradientsKeepTheirSizeAsTheTemperatureRises() {
    Tensor student = matrix(1, 2, 1, -1);
    Tensor teacher = matrix(1, 2, -1, 1);
    KnowledgeDistillation.Taught target = new KnowledgeDistillation.Taught(Tensor.of(0), teacher);
    KnowledgeDistillation loss = new KnowledgeDistillation(1, 1e4);
    double[] gradient =
        Grad.<Tensor>grad(p -> Losses.mean(loss, p, target)).apply(student).toDoubleArray();
    assertArrayEquals(new double[] {1, -1}, gradient, 1e-6);
  }

  /** The mixture keeps the divergence bounded where one has no share of the other's class. */
  @Test
  void divergencesOfSureOppositesAreBounded() {
    Tensor student = matrix(1, 2, 1e4, -1e4);
    Tensor teacher = matrix(1, 2, -1e4, 1e4);
    assertEquals(Math.log(2), Losses.mean(new GeneralizedJsd(), student, teacher).item(), 1e-15);
  }
}
