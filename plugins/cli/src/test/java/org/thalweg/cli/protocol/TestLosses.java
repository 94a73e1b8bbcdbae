package org.thalweg.cli.protocol;

import org.thalweg.api.Api;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.api.tensor.Tensor;

/** A plugin whose loss takes several tensors. */
@PluginInfo(name = "test-losses", api = Api.VERSION)
public final class TestLosses implements Plugin {
  /** What a model gives. */
  public record Prediction(Tensor mean, Tensor scale) {}

  /** What it should give. */
  public record Target(Tensor values, Tensor shift) {}

  /** An interface between the loss and what it is of. */
  public interface Scaled<A> extends Loss<A, Target> {}

  /** The squared error in units of a scale. */
  @Named("test-normal")
  public record Normal() implements Scaled<Prediction> {
    @Override
    public Tensor loss(Prediction prediction, Target target) {
      Tensor shift = target.shift().to(prediction.mean().dtype());
      return target.values().sub(shift).sub(prediction.mean()).div(prediction.scale()).square();
    }
  }

  @Override
  public void register(Contributions contributions) {
    contributions.loss(Normal.class);
  }
}
