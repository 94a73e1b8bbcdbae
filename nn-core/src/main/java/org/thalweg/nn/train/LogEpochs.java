package org.thalweg.nn.train;

import static org.thalweg.api.Checks.require;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs epochs at level INFO.
 *
 * @param every every how many of them; the first is always among them
 */
public record LogEpochs(int every) implements Callback {
  private static final Logger LOG = LoggerFactory.getLogger(LogEpochs.class);

  /** Checks the number. */
  public LogEpochs {
    require(every > 0, "every must be 1 or more, was %s", every);
  }

  @Override
  public Signal onEpoch(Epoch epoch, Progress progress) {
    if ((epoch.number() - 1) % every == 0) {
      LOG.info("{}", epoch);
    }
    return Signal.CONTINUE;
  }

  @Override
  public void onEnd(TrainingResult result) {
    LOG.info("{}", result);
  }
}
