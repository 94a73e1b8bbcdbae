package org.thalweg.loss.imaging;

import java.util.Arrays;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Images;

/**
 * The means of the structural similarity of images and of its part that has no luminance, [N, C].
 *
 * @param whole the similarity
 * @param structure contrast and structure alone
 */
record Similarity(Tensor whole, Tensor structure) {
  /**
   * Compares images under a Gaussian window, over the places where it lies within them.
   *
   * @param x images [N, C, H, W]
   * @param y others
   * @param window extent of the window, cut to the image
   * @param sigma its standard deviation
   * @param c1 what steadies the luminance
   * @param c2 what steadies the contrast
   */
  static Similarity of(Tensor x, Tensor y, int window, double sigma, double c1, double c2) {
    // variances do not depend on a shift; without the mean they keep their digits
    Tensor left = x.sub(x.stopGradient().meanKeep(2, 3));
    Tensor right = y.sub(y.stopGradient().meanKeep(2, 3));
    Tensor meanLeft = blur(left, window, sigma);
    Tensor meanRight = blur(right, window, sigma);
    Tensor varianceLeft = blur(left.square(), window, sigma).sub(meanLeft.square());
    Tensor varianceRight = blur(right.square(), window, sigma).sub(meanRight.square());
    Tensor common = blur(left.mul(right), window, sigma).sub(meanLeft.mul(meanRight));
    Tensor structure = common.mul(2).add(c2).div(varianceLeft.add(varianceRight).add(c2));
    Tensor lightLeft = blur(x, window, sigma);
    Tensor lightRight = blur(y, window, sigma);
    Tensor squares = lightLeft.square().add(lightRight.square()).add(c1);
    Tensor luminance = lightLeft.mul(lightRight).mul(2).add(c1).div(squares);
    return new Similarity(luminance.mul(structure).mean(2, 3), structure.mean(2, 3));
  }

  private static Tensor blur(Tensor x, int window, double sigma) {
    Tensor rows = Images.filter(x, 2, gaussian((int) Math.min(window, x.dim(2)), sigma));
    return Images.filter(rows, 3, gaussian((int) Math.min(window, x.dim(3)), sigma));
  }

  private static double[] gaussian(int extent, double sigma) {
    double[] weights = new double[extent];
    double sum = 0;
    for (int i = 0; i < extent; i++) {
      double z = (i - (extent - 1) / 2.0) / sigma;
      weights[i] = Math.exp(-z * z / 2);
      sum += weights[i];
    }
    double total = sum;
    return Arrays.stream(weights).map(weight -> weight / total).toArray();
  }
}
