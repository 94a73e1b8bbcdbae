package org.thalweg.optim;

import org.thalweg.api.Api;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Chained;
import org.thalweg.optim.optimizer.Clipped;
import org.thalweg.optim.optimizer.GradientDescent;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.schedule.Cosine;
import org.thalweg.optim.schedule.Exponential;
import org.thalweg.optim.schedule.Join;
import org.thalweg.optim.schedule.Step;
import org.thalweg.optim.schedule.WarmUp;
import org.thalweg.optim.transform.AddDecayedWeights;
import org.thalweg.optim.transform.Chain;
import org.thalweg.optim.transform.ClipByGlobalNorm;
import org.thalweg.optim.transform.ClipByNorm;
import org.thalweg.optim.transform.ClipByValue;
import org.thalweg.optim.transform.Momentum;
import org.thalweg.optim.transform.Scale;
import org.thalweg.optim.transform.ScaleByAdam;
import org.thalweg.optim.transform.ScaleByAmsgrad;
import org.thalweg.optim.transform.ScaleByLearningRate;

/** The optimizers, gradient transforms and schedules of this module. */
@PluginInfo(name = "optim-core", api = Api.VERSION)
public final class CoreOptimizers implements Plugin {
  /** Makes the plugin; called by the service loader. */
  public CoreOptimizers() {}

  @Override
  public void register(Contributions contributions) {
    contributions
        .optimizer(GradientDescent.class)
        .optimizer(Sgd.class)
        .optimizer(Adam.class)
        .optimizer(AdamW.class)
        .optimizer(Clipped.class)
        .optimizer(Chained.class);
    contributions
        .transform(Chain.class)
        .transform(ScaleByAdam.class)
        .transform(ScaleByAmsgrad.class)
        .transform(Momentum.class)
        .transform(AddDecayedWeights.class)
        .transform(ScaleByLearningRate.class)
        .transform(Scale.class)
        .transform(ClipByGlobalNorm.class)
        .transform(ClipByNorm.class)
        .transform(ClipByValue.class);
    contributions
        .schedule(Schedule.Constant.class)
        .schedule(Step.class)
        .schedule(Exponential.class)
        .schedule(Cosine.class)
        .schedule(WarmUp.class)
        .schedule(Join.class);
  }
}
