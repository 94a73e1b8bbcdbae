package org.thalweg.loss.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.loss.support.Results.tensor;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.None;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Results;

/** Losses of images at their limits. */
class ImagingTest {
  private static final None NONE = new None();

  @Test
  void equalImagesAreAlike() {
    Tensor image = Results.normal(new Random(1), 2, 3, 14, 12);
    for (Loss<Tensor, Tensor> loss :
        List.of(new Ssim(), new MsSsim(), new FocalFrequency(1), new GradientDifference(1))) {
      assertArrayEquals(new double[2], Results.values(loss, image, image), 1e-9, loss.toString());
      Results.assertFinite(loss, image, image);
    }
    Tensor flat = Tensor.full(Shape.of(1, 1, 4, 4), DType.FLOAT64, 3);
    assertEquals(0, Results.values(new Ssim(), flat, flat)[0], 1e-12);
    Results.assertFinite(new LocalNcc(), flat, flat);
    Results.assertFinite(new MutualInformation(), flat, flat);
    Results.assertFinite(new Psnr(), flat, flat);
  }

  @Test
  void imagesThatVaryAgainstEachOtherAreFinite() {
    Tensor image = Results.normal(new Random(2), 1, 1, 9, 9);
    Tensor negative = image.neg().eval();
    Results.assertFinite(new MsSsim(), image, negative);
    assertEquals(1, Results.values(new MsSsim(), image, negative)[0], 1e-12);
  }

  /** Parseval: without weights it is the mean squared error. */
  @Test
  void frequenciesHoldTheEnergyOfTheError() {
    Tensor image = Results.normal(new Random(3), 2, 3, 5, 4);
    Tensor other = Results.normal(new Random(4), 2, 3, 5, 4);
    double[] squares = image.sub(other).square().flatten(1).mean(1).toDoubleArray();
    assertArrayEquals(squares, Results.values(new FocalFrequency(0), image, other), 1e-12);
  }

  @Test
  void affineFieldsDoNotBend() {
    Tensor x = Tensors.arange(5, DType.FLOAT64);
    Tensor field = x.unsqueeze(1).mul(2).add(x.mul(-3)).add(1).reshape(1, 1, 5, 5).eval();
    assertEquals(0, Results.values(new BendingEnergy(), field, NONE)[0], 1e-24);
    assertEquals((4 + 9) / 2.0, Results.values(new DiffusionRegularizer(), field, NONE)[0], 1e-12);
    assertEquals(20 * (2 + 3), Results.values(new TotalVariation(), field, NONE)[0], 1e-12);
  }

  @Test
  void singlePixelsHaveNoDifferences() {
    Tensor pixel = tensor(Shape.of(1, 1, 1, 1), 2);
    for (Loss<Tensor, None> loss :
        List.<Loss<Tensor, None>>of(
            new BendingEnergy(), new DiffusionRegularizer(), new TotalVariation())) {
      assertEquals(0, Results.values(loss, pixel, NONE)[0]);
      Results.assertFinite(loss, pixel, NONE);
    }
    Results.assertFinite(new DepthSmoothness(), pixel, pixel);
    Results.assertFinite(new GradientDifference(1), pixel, pixel);
    Results.assertFinite(new MsSsim(), pixel, pixel.add(1).eval());
  }

  @Test
  void mutualInformationOfAnImageWithItselfIsItsEntropy() {
    Tensor image = tensor(Shape.of(1, 4), 0, 0, 1, 1);
    Loss<Tensor, Tensor> loss = new MutualInformation(2, 0.05);
    assertEquals(-Math.log(2), Results.values(loss, image, image)[0], 1e-12);
    Results.assertFinite(loss, image.mul(1e20).eval(), image);
  }
}
