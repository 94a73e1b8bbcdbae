package org.thalweg.loss.audio;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Fourier;

/**
 * The short-time Fourier transform under a Hann window that is centred on every hop-th sample.
 * Signals are continued by zeros.
 *
 * @param fft the number of samples of a transform
 * @param hop the step between transforms
 * @param window the extent of the window, at most that of the transform
 */
record Spectrogram(int fft, int hop, int window) {
  Spectrogram {
    require(fft >= 1, "fft must be 1 or more, was %d", fft);
    require(hop >= 1, "hop must be 1 or more, was %d", hop);
    require(1 <= window && window <= fft, "window must be from 1 to %d, was %d", fft, window);
  }

  /** Returns the number of frequencies. */
  int bins() {
    return fft / 2 + 1;
  }

  /**
   * Returns the magnitudes [..., frames, frequencies] of signals [..., T].
   *
   * @param epsilon the least power; below it the gradient is 0
   */
  Tensor magnitude(Tensor signal, double epsilon) {
    long length = signal.dim(-1);
    long frames = length / hop + 1;
    int skipped = (fft - window) / 2;
    long before = fft / 2L - skipped;
    long needed = (frames - 1) * hop + window;
    Tensor padded = signal.pad(-1, before, Math.max(0, needed - before - length), 0);
    Tensor pieces =
        padded
            .slice(-1, 0, needed)
            .unfold(List.of((long) window), List.of((long) hop), List.of(1L));
    Tensor real = pieces.matmul(wave(skipped, signal.dtype(), true));
    Tensor imaginary = pieces.matmul(wave(skipped, signal.dtype(), false));
    Tensor power = real.square().add(imaginary.square());
    Tensor low = power.le(epsilon);
    return where(low, Math.sqrt(epsilon), where(low, 1, power).sqrt());
  }

  /** Returns windowed waves [window, frequencies]. */
  private Tensor wave(int skipped, DType dtype, boolean cosine) {
    Tensor all =
        cosine
            ? Fourier.cosines(fft, skipped + window, bins(), dtype)
            : Fourier.sines(fft, skipped + window, bins(), dtype);
    double[] hann = new double[window];
    for (int i = 0; i < window; i++) {
      hann[i] = Math.pow(Math.sin(Math.PI * i / window), 2);
    }
    return all.slice(0, skipped, skipped + window).mul(Tensor.of(Shape.of(window, 1), dtype, hann));
  }
}
