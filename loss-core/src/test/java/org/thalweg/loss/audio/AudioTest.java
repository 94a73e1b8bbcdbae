package org.thalweg.loss.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

/** Losses of sound at silence and far out. */
class AudioTest {
  private static final Stft STFT = new Stft(16, 4, 12, 1, 1, 1, 1e-8);

  @Test
  void silenceIsFinite() {
    Tensor silence = Tensor.full(Shape.of(2, 20), DType.FLOAT64, 0);
    Tensor sound = Results.normal(new Random(1), 2, 20);
    for (Loss<Tensor, Tensor> loss :
        List.of(
            new Snr(),
            new SiSdr(),
            new SdSdr(),
            new Esr(1e-8),
            new Dc(1e-8),
            STFT,
            new MultiResolutionStft(List.of(16, 8), List.of(4, 3), List.of(12, 8), 1, 1, 1, 1e-8),
            new MelSpectrogram(8000, 6, 64, 16, 48, 1e-5))) {
      Results.assertFinite(loss, silence, silence);
      Results.assertFinite(loss, sound, silence);
      Results.assertFinite(loss, silence, sound);
      Results.assertFinite(loss, sound, sound);
      Results.assertFinite(loss, sound.mul(1e20).eval(), sound);
    }
  }

  @Test
  void logCoshDoesNotOverflow() {
    Tensor far = Tensor.of(1e3, -1e20, 1e-9, 0);
    double[] values = Results.values(new AudioLogCosh(1), far, Tensors.zerosLike(far));
    assertArrayEquals(new double[] {1e3 - Math.log(2), 1e20, 5e-19, 0}, values, 1e-12);
    assertArrayEquals(
        new double[] {1, -1, 1e-9, 0},
        Results.gradient(new AudioLogCosh(1), far, Tensors.zerosLike(far)),
        1e-15);
  }

  @Test
  void theScaleOfThePredictionDoesNotMatter() {
    Tensor target = Results.normal(new Random(3), 3, 50);
    Tensor sound = Results.normal(new Random(2), 3, 50).add(target).eval();
    assertArrayEquals(
        Results.values(new SiSdr(), sound, target),
        Results.values(new SiSdr(), sound.mul(7).eval(), target),
        1e-6);
  }

  @Test
  void theOrderOfSourcesDoesNotMatter() {
    Tensor target = Results.normal(new Random(4), 1, 3, 20);
    Tensor order = Tensor.of(2, 0, 1);
    Tensor noisy = target.add(Results.normal(new Random(5), 1, 3, 20).mul(0.1)).eval();
    PermutationInvariant loss = new PermutationInvariant(new SiSdr());
    double[] expected = Results.values(new SiSdr(), noisy, target);
    double mean = Arrays.stream(expected).average().orElseThrow();
    assertEquals(mean, Results.values(loss, noisy.take(order, 1).eval(), target)[0], 1e-9);
  }

  @Test
  void partsHaveNames() {
    Tensor sound = Results.normal(new Random(6), 2, 20);
    assertEquals(
        List.of("spectral-convergence", "log-magnitude", "magnitude"),
        List.copyOf(STFT.terms(sound, sound).keySet()));
  }

  @Test
  void badSettings() {
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> new Stft(16, 4, 17, 1, 1, 0, 1e-8));
    assertEquals("window must be from 1 to 16, was 17", error.getMessage());
    assertThrows(
        ThalwegException.class,
        () -> new MultiResolutionStft(List.of(16), List.of(), List.of(16), 1, 1, 0, 1e-8));
  }
}
