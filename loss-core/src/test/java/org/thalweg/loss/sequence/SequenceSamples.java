package org.thalweg.loss.sequence;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.testkit.loss.Sample;

/** Random sequences that some path fits. */
public final class SequenceSamples {
  private SequenceSamples() {}

  /** Returns sequences whose labels are no blanks and fit into three frames. */
  @SuppressWarnings("exports") // the tests are no module of their own
  public static Sample possible(Ctc ctc, Sample sample) {
    Ctc.Target drawn = (Ctc.Target) sample.target();
    double blank = ctc.blank();
    Tensor labels = drawn.labels();
    Tensor other = where(labels.eq(blank), blank == 0 ? 1 : 0, labels);
    return sample.with(
        sample.prediction(),
        new Ctc.Target(
            other.eval(),
            drawn.inputLengths().maximum(3).eval(),
            drawn.labelLengths().minimum(2).eval()));
  }
}
