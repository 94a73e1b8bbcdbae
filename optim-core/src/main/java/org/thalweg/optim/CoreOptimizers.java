package org.thalweg.optim;

import org.thalweg.api.Api;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.optim.minimize.Bfgs;
import org.thalweg.optim.minimize.ConjugateGradient;
import org.thalweg.optim.minimize.GaussNewton;
import org.thalweg.optim.minimize.Lbfgs;
import org.thalweg.optim.minimize.LevenbergMarquardt;
import org.thalweg.optim.minimize.NelderMead;
import org.thalweg.optim.minimize.NewtonCg;
import org.thalweg.optim.minimize.SteepestDescent;
import org.thalweg.optim.optimizer.Accumulated;
import org.thalweg.optim.optimizer.AdaHessian;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.Adam8Bit;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Asam;
import org.thalweg.optim.optimizer.Chained;
import org.thalweg.optim.optimizer.Clipped;
import org.thalweg.optim.optimizer.Constrained;
import org.thalweg.optim.optimizer.DAdaptAdam;
import org.thalweg.optim.optimizer.Dog;
import org.thalweg.optim.optimizer.Dowg;
import org.thalweg.optim.optimizer.DpSgd;
import org.thalweg.optim.optimizer.Ema;
import org.thalweg.optim.optimizer.FiniteOnly;
import org.thalweg.optim.optimizer.Frozen;
import org.thalweg.optim.optimizer.Galore;
import org.thalweg.optim.optimizer.GradientDescent;
import org.thalweg.optim.optimizer.Groups;
import org.thalweg.optim.optimizer.Lookahead;
import org.thalweg.optim.optimizer.Mechanic;
import org.thalweg.optim.optimizer.Muon;
import org.thalweg.optim.optimizer.PolyakAveraging;
import org.thalweg.optim.optimizer.Prodigy;
import org.thalweg.optim.optimizer.ReducedOnPlateau;
import org.thalweg.optim.optimizer.Sam;
import org.thalweg.optim.optimizer.ScheduleFree;
import org.thalweg.optim.optimizer.ScheduleFreeAdamW;
import org.thalweg.optim.optimizer.ScheduleFreeSgd;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.optimizer.Shampoo;
import org.thalweg.optim.optimizer.Soap;
import org.thalweg.optim.optimizer.Sophia;
import org.thalweg.optim.optimizer.Swa;
import org.thalweg.optim.schedule.Bounded;
import org.thalweg.optim.schedule.Chebyshev;
import org.thalweg.optim.schedule.Cosine;
import org.thalweg.optim.schedule.CosineRestarts;
import org.thalweg.optim.schedule.Cyclic;
import org.thalweg.optim.schedule.Exponential;
import org.thalweg.optim.schedule.ExponentialWarmUp;
import org.thalweg.optim.schedule.InverseSqrt;
import org.thalweg.optim.schedule.InverseTime;
import org.thalweg.optim.schedule.Join;
import org.thalweg.optim.schedule.Linear;
import org.thalweg.optim.schedule.MultiStep;
import org.thalweg.optim.schedule.OneCycle;
import org.thalweg.optim.schedule.OneCycleMomentum;
import org.thalweg.optim.schedule.Piecewise;
import org.thalweg.optim.schedule.Polynomial;
import org.thalweg.optim.schedule.Product;
import org.thalweg.optim.schedule.Proportion;
import org.thalweg.optim.schedule.Rex;
import org.thalweg.optim.schedule.SigmoidDecay;
import org.thalweg.optim.schedule.Step;
import org.thalweg.optim.schedule.SwaRate;
import org.thalweg.optim.schedule.WarmUp;
import org.thalweg.optim.schedule.Wsd;
import org.thalweg.optim.transform.Accumulate;
import org.thalweg.optim.transform.AdaptiveClip;
import org.thalweg.optim.transform.AddDecayedWeights;
import org.thalweg.optim.transform.AddNoise;
import org.thalweg.optim.transform.ApplyIfFinite;
import org.thalweg.optim.transform.ByOptimizer;
import org.thalweg.optim.transform.Centralize;
import org.thalweg.optim.transform.Chain;
import org.thalweg.optim.transform.ClipByBlockRms;
import org.thalweg.optim.transform.ClipByGlobalNorm;
import org.thalweg.optim.transform.ClipByNorm;
import org.thalweg.optim.transform.ClipByValue;
import org.thalweg.optim.transform.ClippedExamples;
import org.thalweg.optim.transform.EmaOfGradients;
import org.thalweg.optim.transform.Freeze;
import org.thalweg.optim.transform.KeepInBox;
import org.thalweg.optim.transform.KeepInL1Ball;
import org.thalweg.optim.transform.KeepNonNegative;
import org.thalweg.optim.transform.KeepNormBelow;
import org.thalweg.optim.transform.KeepOnSimplex;
import org.thalweg.optim.transform.KeepUnitNorm;
import org.thalweg.optim.transform.Masked;
import org.thalweg.optim.transform.Momentum;
import org.thalweg.optim.transform.Normalize;
import org.thalweg.optim.transform.Orthogonalize;
import org.thalweg.optim.transform.Partition;
import org.thalweg.optim.transform.ReduceOnPlateau;
import org.thalweg.optim.transform.Scale;
import org.thalweg.optim.transform.ScaleByAdaHessian;
import org.thalweg.optim.transform.ScaleByAdam;
import org.thalweg.optim.transform.ScaleByAdam8Bit;
import org.thalweg.optim.transform.ScaleByAmsgrad;
import org.thalweg.optim.transform.ScaleByDog;
import org.thalweg.optim.transform.ScaleByDowg;
import org.thalweg.optim.transform.ScaleByLearningRate;
import org.thalweg.optim.transform.ScaleBySchedule;
import org.thalweg.optim.transform.ScaleByShampoo;
import org.thalweg.optim.transform.ScaleBySoap;
import org.thalweg.optim.transform.ScaleBySophia;
import org.thalweg.optim.transform.ZeroNonFinite;

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
    schedules(contributions);
    gradients(contributions);
    wrappers(contributions);
  }

  private static void gradients(Contributions contributions) {
    contributions
        .transform(Accumulate.class)
        .transform(AdaptiveClip.class)
        .transform(AddNoise.class)
        .transform(ApplyIfFinite.class)
        .transform(ByOptimizer.class)
        .transform(Centralize.class)
        .transform(ClipByBlockRms.class)
        .transform(EmaOfGradients.class)
        .transform(Freeze.class)
        .transform(KeepInBox.class)
        .transform(KeepInL1Ball.class)
        .transform(KeepNonNegative.class)
        .transform(KeepNormBelow.class)
        .transform(KeepOnSimplex.class)
        .transform(KeepUnitNorm.class)
        .transform(Masked.class)
        .transform(Normalize.class)
        .transform(Partition.class)
        .transform(ReduceOnPlateau.class)
        .transform(ScaleBySchedule.class)
        .transform(ZeroNonFinite.class);
  }

  private static void wrappers(Contributions contributions) {
    contributions
        .optimizer(Accumulated.class)
        .optimizer(Constrained.class)
        .optimizer(FiniteOnly.class)
        .optimizer(Frozen.class)
        .optimizer(Groups.class)
        .optimizer(ReducedOnPlateau.class);
  }

  private static void schedules(Contributions contributions) {
    contributions
        .schedule(Bounded.class)
        .schedule(Chebyshev.class)
        .schedule(CosineRestarts.class)
        .schedule(Cyclic.class)
        .schedule(ExponentialWarmUp.class)
        .schedule(InverseSqrt.class)
        .schedule(InverseTime.class)
        .schedule(Linear.class)
        .schedule(MultiStep.class)
        .schedule(OneCycle.class)
        .schedule(OneCycleMomentum.class)
        .schedule(Piecewise.class)
        .schedule(Polynomial.class)
        .schedule(Product.class)
        .schedule(Proportion.class)
        .schedule(Rex.class)
        .schedule(SigmoidDecay.class)
        .schedule(SwaRate.class)
        .schedule(Wsd.class);
    minimizers(contributions);
  }

  private static void minimizers(Contributions contributions) {
    contributions
        .minimizer(SteepestDescent.class)
        .minimizer(ConjugateGradient.class)
        .minimizer(Bfgs.class)
        .minimizer(Lbfgs.class)
        .minimizer(NewtonCg.class)
        .minimizer(GaussNewton.class)
        .minimizer(LevenbergMarquardt.class)
        .minimizer(NelderMead.class);
    structured(contributions);
  }

  /** Optimizers that look at more than an element, and optimizers around others. */
  private static void structured(Contributions contributions) {
    contributions
        .optimizer(AdaHessian.class)
        .optimizer(Adam8Bit.class)
        .optimizer(Asam.class)
        .optimizer(DAdaptAdam.class)
        .optimizer(Dog.class)
        .optimizer(Dowg.class)
        .optimizer(DpSgd.class)
        .optimizer(Ema.class)
        .optimizer(Galore.class)
        .optimizer(Lookahead.class)
        .optimizer(Mechanic.class)
        .optimizer(Muon.class)
        .optimizer(PolyakAveraging.class)
        .optimizer(Prodigy.class)
        .optimizer(Sam.class)
        .optimizer(ScheduleFree.class)
        .optimizer(ScheduleFreeAdamW.class)
        .optimizer(ScheduleFreeSgd.class)
        .optimizer(Shampoo.class)
        .optimizer(Soap.class)
        .optimizer(Sophia.class)
        .optimizer(Swa.class)
        .transform(ClippedExamples.class)
        .transform(Orthogonalize.class)
        .transform(ScaleByAdaHessian.class)
        .transform(ScaleByAdam8Bit.class)
        .transform(ScaleByDog.class)
        .transform(ScaleByDowg.class)
        .transform(ScaleByShampoo.class)
        .transform(ScaleBySoap.class)
        .transform(ScaleBySophia.class);
  }
}
