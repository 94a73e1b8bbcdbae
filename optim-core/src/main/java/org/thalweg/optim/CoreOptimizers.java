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
import org.thalweg.optim.optimizer.AcProp;
import org.thalweg.optim.optimizer.Accumulated;
import org.thalweg.optim.optimizer.AdEmaMix;
import org.thalweg.optim.optimizer.AdaBelief;
import org.thalweg.optim.optimizer.AdaBound;
import org.thalweg.optim.optimizer.AdaHessian;
import org.thalweg.optim.optimizer.AdaMod;
import org.thalweg.optim.optimizer.AdaShift;
import org.thalweg.optim.optimizer.Adadelta;
import org.thalweg.optim.optimizer.Adafactor;
import org.thalweg.optim.optimizer.Adagrad;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.Adam8Bit;
import org.thalweg.optim.optimizer.AdamAtan2;
import org.thalweg.optim.optimizer.AdamMini;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Adamax;
import org.thalweg.optim.optimizer.AdamaxW;
import org.thalweg.optim.optimizer.Adan;
import org.thalweg.optim.optimizer.Adopt;
import org.thalweg.optim.optimizer.AggMo;
import org.thalweg.optim.optimizer.AmsGrad;
import org.thalweg.optim.optimizer.Asam;
import org.thalweg.optim.optimizer.Asgd;
import org.thalweg.optim.optimizer.CautiousAdamW;
import org.thalweg.optim.optimizer.Chained;
import org.thalweg.optim.optimizer.Clipped;
import org.thalweg.optim.optimizer.Cocob;
import org.thalweg.optim.optimizer.Constrained;
import org.thalweg.optim.optimizer.DAdaptAdam;
import org.thalweg.optim.optimizer.DiffGrad;
import org.thalweg.optim.optimizer.Dog;
import org.thalweg.optim.optimizer.Dowg;
import org.thalweg.optim.optimizer.DpSgd;
import org.thalweg.optim.optimizer.Ema;
import org.thalweg.optim.optimizer.FiniteOnly;
import org.thalweg.optim.optimizer.Fromage;
import org.thalweg.optim.optimizer.Frozen;
import org.thalweg.optim.optimizer.Ftrl;
import org.thalweg.optim.optimizer.Galore;
import org.thalweg.optim.optimizer.GradientDescent;
import org.thalweg.optim.optimizer.GramsAdamW;
import org.thalweg.optim.optimizer.Groups;
import org.thalweg.optim.optimizer.LaProp;
import org.thalweg.optim.optimizer.Lamb;
import org.thalweg.optim.optimizer.Lars;
import org.thalweg.optim.optimizer.Lion;
import org.thalweg.optim.optimizer.Lookahead;
import org.thalweg.optim.optimizer.MadGrad;
import org.thalweg.optim.optimizer.MarsAdamW;
import org.thalweg.optim.optimizer.Mechanic;
import org.thalweg.optim.optimizer.MoMo;
import org.thalweg.optim.optimizer.MoMoAdam;
import org.thalweg.optim.optimizer.Muon;
import org.thalweg.optim.optimizer.Nadam;
import org.thalweg.optim.optimizer.NadamW;
import org.thalweg.optim.optimizer.NoisySgd;
import org.thalweg.optim.optimizer.NovoGrad;
import org.thalweg.optim.optimizer.OptimisticAdam;
import org.thalweg.optim.optimizer.OptimisticGradientDescent;
import org.thalweg.optim.optimizer.PAdam;
import org.thalweg.optim.optimizer.PolyakAveraging;
import org.thalweg.optim.optimizer.PolyakSgd;
import org.thalweg.optim.optimizer.Prodigy;
import org.thalweg.optim.optimizer.QhAdam;
import org.thalweg.optim.optimizer.Qhm;
import org.thalweg.optim.optimizer.Radam;
import org.thalweg.optim.optimizer.ReducedOnPlateau;
import org.thalweg.optim.optimizer.RmsProp;
import org.thalweg.optim.optimizer.Rprop;
import org.thalweg.optim.optimizer.Sam;
import org.thalweg.optim.optimizer.ScheduleFree;
import org.thalweg.optim.optimizer.ScheduleFreeAdamW;
import org.thalweg.optim.optimizer.ScheduleFreeSgd;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.optimizer.SgdW;
import org.thalweg.optim.optimizer.Shampoo;
import org.thalweg.optim.optimizer.SignSgd;
import org.thalweg.optim.optimizer.Signum;
import org.thalweg.optim.optimizer.Sm3;
import org.thalweg.optim.optimizer.Soap;
import org.thalweg.optim.optimizer.Sophia;
import org.thalweg.optim.optimizer.SparseAdam;
import org.thalweg.optim.optimizer.StableAdamW;
import org.thalweg.optim.optimizer.Swa;
import org.thalweg.optim.optimizer.Tiger;
import org.thalweg.optim.optimizer.Yogi;
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
import org.thalweg.optim.transform.AddAnnealedNoise;
import org.thalweg.optim.transform.AddDecayedWeights;
import org.thalweg.optim.transform.AddNoise;
import org.thalweg.optim.transform.AggregatedMomentum;
import org.thalweg.optim.transform.ApplyIfFinite;
import org.thalweg.optim.transform.ByOptimizer;
import org.thalweg.optim.transform.Cautious;
import org.thalweg.optim.transform.Centralize;
import org.thalweg.optim.transform.Chain;
import org.thalweg.optim.transform.ClipByBlockRms;
import org.thalweg.optim.transform.ClipByGlobalNorm;
import org.thalweg.optim.transform.ClipByNorm;
import org.thalweg.optim.transform.ClipByValue;
import org.thalweg.optim.transform.ClippedExamples;
import org.thalweg.optim.transform.EmaOfGradients;
import org.thalweg.optim.transform.Freeze;
import org.thalweg.optim.transform.Grams;
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
import org.thalweg.optim.transform.QuasiHyperbolicMomentum;
import org.thalweg.optim.transform.ReduceOnPlateau;
import org.thalweg.optim.transform.ReduceVariance;
import org.thalweg.optim.transform.Scale;
import org.thalweg.optim.transform.ScaleByAcprop;
import org.thalweg.optim.transform.ScaleByAdaHessian;
import org.thalweg.optim.transform.ScaleByAdabound;
import org.thalweg.optim.transform.ScaleByAdadelta;
import org.thalweg.optim.transform.ScaleByAdafactor;
import org.thalweg.optim.transform.ScaleByAdam;
import org.thalweg.optim.transform.ScaleByAdam8Bit;
import org.thalweg.optim.transform.ScaleByAdamAtan2;
import org.thalweg.optim.transform.ScaleByAdamMini;
import org.thalweg.optim.transform.ScaleByAdamax;
import org.thalweg.optim.transform.ScaleByAdamod;
import org.thalweg.optim.transform.ScaleByAdan;
import org.thalweg.optim.transform.ScaleByAdashift;
import org.thalweg.optim.transform.ScaleByAdemamix;
import org.thalweg.optim.transform.ScaleByAdopt;
import org.thalweg.optim.transform.ScaleByAmsgrad;
import org.thalweg.optim.transform.ScaleByAsgd;
import org.thalweg.optim.transform.ScaleByBelief;
import org.thalweg.optim.transform.ScaleByCocob;
import org.thalweg.optim.transform.ScaleByDiffgrad;
import org.thalweg.optim.transform.ScaleByDog;
import org.thalweg.optim.transform.ScaleByDowg;
import org.thalweg.optim.transform.ScaleByFtrl;
import org.thalweg.optim.transform.ScaleByLaprop;
import org.thalweg.optim.transform.ScaleByLearningRate;
import org.thalweg.optim.transform.ScaleByLion;
import org.thalweg.optim.transform.ScaleByMadgrad;
import org.thalweg.optim.transform.ScaleByMomo;
import org.thalweg.optim.transform.ScaleByMomoAdam;
import org.thalweg.optim.transform.ScaleByNadam;
import org.thalweg.optim.transform.ScaleByNesterovAdam;
import org.thalweg.optim.transform.ScaleByNovograd;
import org.thalweg.optim.transform.ScaleByOptimisticGradient;
import org.thalweg.optim.transform.ScaleByPadam;
import org.thalweg.optim.transform.ScaleByPolyak;
import org.thalweg.optim.transform.ScaleByQhadam;
import org.thalweg.optim.transform.ScaleByRadam;
import org.thalweg.optim.transform.ScaleByRms;
import org.thalweg.optim.transform.ScaleByRprop;
import org.thalweg.optim.transform.ScaleByRss;
import org.thalweg.optim.transform.ScaleBySchedule;
import org.thalweg.optim.transform.ScaleByShampoo;
import org.thalweg.optim.transform.ScaleBySign;
import org.thalweg.optim.transform.ScaleBySm3;
import org.thalweg.optim.transform.ScaleBySoap;
import org.thalweg.optim.transform.ScaleBySophia;
import org.thalweg.optim.transform.ScaleBySparseAdam;
import org.thalweg.optim.transform.ScaleByStableAdam;
import org.thalweg.optim.transform.ScaleByStddev;
import org.thalweg.optim.transform.ScaleByTrustRatio;
import org.thalweg.optim.transform.ScaleByUnbiasedAmsgrad;
import org.thalweg.optim.transform.ScaleByYogi;
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
    elementwise(contributions);
  }

  /** Rules of single elements and whole tensors, and their transforms. */
  private static void elementwise(Contributions contributions) {
    contributions
        .optimizer(RmsProp.class)
        .optimizer(Adagrad.class)
        .optimizer(Adadelta.class)
        .optimizer(Adamax.class)
        .optimizer(AdamaxW.class)
        .optimizer(Nadam.class)
        .optimizer(NadamW.class)
        .optimizer(Radam.class)
        .optimizer(Rprop.class)
        .optimizer(Asgd.class)
        .optimizer(Lion.class)
        .optimizer(SignSgd.class)
        .optimizer(Signum.class)
        .optimizer(Tiger.class)
        .optimizer(AdaBelief.class)
        .optimizer(Yogi.class)
        .optimizer(Adan.class)
        .optimizer(Lamb.class)
        .optimizer(Lars.class)
        .optimizer(NovoGrad.class)
        .optimizer(Fromage.class)
        .optimizer(Sm3.class)
        .optimizer(OptimisticGradientDescent.class)
        .optimizer(OptimisticAdam.class)
        .optimizer(NoisySgd.class)
        .optimizer(AmsGrad.class)
        .optimizer(Adopt.class)
        .optimizer(AdEmaMix.class)
        .optimizer(AcProp.class)
        .optimizer(Cocob.class)
        .optimizer(MoMo.class)
        .optimizer(MoMoAdam.class)
        .optimizer(PolyakSgd.class)
        .optimizer(Adafactor.class)
        .optimizer(Ftrl.class)
        .optimizer(SparseAdam.class)
        .optimizer(MadGrad.class)
        .optimizer(MarsAdamW.class)
        .optimizer(LaProp.class)
        .optimizer(QhAdam.class)
        .optimizer(Qhm.class)
        .optimizer(AdaBound.class)
        .optimizer(DiffGrad.class)
        .optimizer(AdaMod.class)
        .optimizer(AdaShift.class)
        .optimizer(PAdam.class)
        .optimizer(AggMo.class)
        .optimizer(StableAdamW.class)
        .optimizer(CautiousAdamW.class)
        .optimizer(GramsAdamW.class)
        .optimizer(AdamAtan2.class)
        .optimizer(AdamMini.class)
        .optimizer(SgdW.class);
    contributions
        .transform(ScaleBySign.class)
        .transform(ScaleByRms.class)
        .transform(ScaleByStddev.class)
        .transform(ScaleByRss.class)
        .transform(ScaleByAdadelta.class)
        .transform(ScaleByAdamax.class)
        .transform(ScaleByNadam.class)
        .transform(ScaleByNesterovAdam.class)
        .transform(ScaleByRadam.class)
        .transform(ScaleByRprop.class)
        .transform(ScaleByAsgd.class)
        .transform(ScaleByLion.class)
        .transform(ScaleByBelief.class)
        .transform(ScaleByYogi.class)
        .transform(ScaleByAdan.class)
        .transform(ScaleByTrustRatio.class)
        .transform(ScaleByNovograd.class)
        .transform(ScaleBySm3.class)
        .transform(ScaleByOptimisticGradient.class)
        .transform(AddAnnealedNoise.class)
        .transform(ScaleByUnbiasedAmsgrad.class)
        .transform(ScaleByAdopt.class)
        .transform(ScaleByAdemamix.class)
        .transform(ScaleByAcprop.class)
        .transform(ScaleByCocob.class)
        .transform(ScaleByMomo.class)
        .transform(ScaleByMomoAdam.class)
        .transform(ScaleByPolyak.class)
        .transform(ScaleByAdafactor.class)
        .transform(ScaleByFtrl.class)
        .transform(ScaleBySparseAdam.class)
        .transform(ScaleByMadgrad.class)
        .transform(ReduceVariance.class)
        .transform(ScaleByLaprop.class)
        .transform(ScaleByQhadam.class)
        .transform(QuasiHyperbolicMomentum.class)
        .transform(ScaleByAdabound.class)
        .transform(ScaleByDiffgrad.class)
        .transform(ScaleByAdamod.class)
        .transform(ScaleByAdashift.class)
        .transform(ScaleByPadam.class)
        .transform(AggregatedMomentum.class)
        .transform(ScaleByStableAdam.class)
        .transform(Cautious.class)
        .transform(Grams.class)
        .transform(ScaleByAdamAtan2.class)
        .transform(ScaleByAdamMini.class);
  }
}
