package org.thalweg.loss;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.likelihood.AlphaDivergence;
import org.thalweg.loss.likelihood.BetaNll;
import org.thalweg.loss.likelihood.BinomialNll;
import org.thalweg.loss.likelihood.Brier;
import org.thalweg.loss.likelihood.CrpsEnsemble;
import org.thalweg.loss.likelihood.CrpsGaussian;
import org.thalweg.loss.likelihood.CrpsLogistic;
import org.thalweg.loss.likelihood.DenoisingScoreMatching;
import org.thalweg.loss.likelihood.Diffusion;
import org.thalweg.loss.likelihood.Elbo;
import org.thalweg.loss.likelihood.EnergyScore;
import org.thalweg.loss.likelihood.EvidentialClassification;
import org.thalweg.loss.likelihood.EvidentialRegression;
import org.thalweg.loss.likelihood.FlowMatching;
import org.thalweg.loss.likelihood.FlowNll;
import org.thalweg.loss.likelihood.GammaDeviance;
import org.thalweg.loss.likelihood.GaussianKl;
import org.thalweg.loss.likelihood.GaussianNll;
import org.thalweg.loss.likelihood.GaussianNllLogVariance;
import org.thalweg.loss.likelihood.GeneralizedKl;
import org.thalweg.loss.likelihood.HurdleNegativeBinomial;
import org.thalweg.loss.likelihood.HurdlePoisson;
import org.thalweg.loss.likelihood.InverseGaussianDeviance;
import org.thalweg.loss.likelihood.Iwae;
import org.thalweg.loss.likelihood.JensenShannon;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.likelihood.LaplaceNll;
import org.thalweg.loss.likelihood.MixtureDensity;
import org.thalweg.loss.likelihood.NegativeBinomialNll;
import org.thalweg.loss.likelihood.PoissonDeviance;
import org.thalweg.loss.likelihood.PoissonNll;
import org.thalweg.loss.likelihood.RenyiDivergence;
import org.thalweg.loss.likelihood.ReverseKl;
import org.thalweg.loss.likelihood.SphericalScore;
import org.thalweg.loss.likelihood.StudentTNll;
import org.thalweg.loss.likelihood.TweedieDeviance;
import org.thalweg.loss.likelihood.VariogramScore;
import org.thalweg.loss.likelihood.ZeroInflatedLognormal;
import org.thalweg.loss.likelihood.ZeroInflatedNegativeBinomial;
import org.thalweg.loss.likelihood.ZeroInflatedPoisson;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.CosineDistance;
import org.thalweg.loss.regression.DotProduct;
import org.thalweg.loss.regression.EpsilonInsensitive;
import org.thalweg.loss.regression.Expectile;
import org.thalweg.loss.regression.HalfSquaredError;
import org.thalweg.loss.regression.Linex;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mape;
import org.thalweg.loss.regression.MeanPairwiseSquaredError;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Msle;
import org.thalweg.loss.regression.MultiQuantile;
import org.thalweg.loss.regression.Periodic;
import org.thalweg.loss.regression.Pinball;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.loss.regression.Smape;
import org.thalweg.loss.regression.SquaredEpsilonInsensitive;
import org.thalweg.loss.regression.Wape;
import org.thalweg.loss.robust.AdaptiveWing;
import org.thalweg.loss.robust.Barron;
import org.thalweg.loss.robust.BarronAdaptive;
import org.thalweg.loss.robust.Cauchy;
import org.thalweg.loss.robust.Fair;
import org.thalweg.loss.robust.GemanMcClure;
import org.thalweg.loss.robust.Huber;
import org.thalweg.loss.robust.LogCosh;
import org.thalweg.loss.robust.PseudoHuber;
import org.thalweg.loss.robust.SmoothL1;
import org.thalweg.loss.robust.Tukey;
import org.thalweg.loss.robust.Welsch;
import org.thalweg.loss.robust.Wing;

/** The losses of this module. */
@PluginInfo(name = "loss-core", api = Api.VERSION)
public final class CoreLosses implements Plugin {
  /** Makes the plugin; called by the service loader. */
  public CoreLosses() {}

  @Override
  public void register(Contributions contributions) {
    regression(contributions);
    robust(contributions);
    likelihood(contributions);
    binary(contributions);
    multiclass(contributions);
  }

  private static void regression(Contributions contributions) {
    contributions
        .loss(Mse.class)
        .loss(Mae.class)
        .loss(Rmse.class)
        .loss(HalfSquaredError.class)
        .loss(Mape.class)
        .loss(Smape.class)
        .loss(Wape.class)
        .loss(Msle.class)
        .loss(Pinball.class)
        .loss(MultiQuantile.class)
        .loss(Expectile.class)
        .loss(EpsilonInsensitive.class)
        .loss(SquaredEpsilonInsensitive.class)
        .loss(Linex.class)
        .loss(MeanPairwiseSquaredError.class)
        .loss(CosineDistance.class)
        .loss(DotProduct.class)
        .loss(Periodic.class);
  }

  private static void robust(Contributions contributions) {
    contributions
        .loss(Huber.class)
        .loss(SmoothL1.class)
        .loss(PseudoHuber.class)
        .loss(LogCosh.class)
        .loss(Fair.class)
        .loss(Cauchy.class)
        .loss(GemanMcClure.class)
        .loss(Welsch.class)
        .loss(Tukey.class)
        .loss(Barron.class)
        .loss(BarronAdaptive.class)
        .loss(Wing.class)
        .loss(AdaptiveWing.class);
  }

  private static void likelihood(Contributions contributions) {
    contributions
        .loss(KlDivergence.class)
        .loss(GeneralizedKl.class)
        .loss(JensenShannon.class)
        .loss(ReverseKl.class)
        .loss(AlphaDivergence.class)
        .loss(RenyiDivergence.class)
        .loss(PoissonNll.class)
        .loss(PoissonDeviance.class)
        .loss(GammaDeviance.class)
        .loss(InverseGaussianDeviance.class)
        .loss(TweedieDeviance.class)
        .loss(BinomialNll.class)
        .loss(GaussianNll.class)
        .loss(GaussianNllLogVariance.class)
        .loss(BetaNll.class)
        .loss(LaplaceNll.class)
        .loss(StudentTNll.class)
        .loss(MixtureDensity.class)
        .loss(NegativeBinomialNll.class)
        .loss(ZeroInflatedPoisson.class)
        .loss(ZeroInflatedNegativeBinomial.class)
        .loss(HurdlePoisson.class)
        .loss(HurdleNegativeBinomial.class)
        .loss(ZeroInflatedLognormal.class)
        .loss(EvidentialRegression.class)
        .loss(EvidentialClassification.class)
        .loss(CrpsGaussian.class)
        .loss(CrpsLogistic.class)
        .loss(CrpsEnsemble.class)
        .loss(EnergyScore.class)
        .loss(VariogramScore.class)
        .loss(Brier.class)
        .loss(SphericalScore.class)
        .loss(GaussianKl.class)
        .loss(Elbo.class)
        .loss(Iwae.class)
        .loss(FlowNll.class)
        .loss(Diffusion.class)
        .loss(DenoisingScoreMatching.class)
        .loss(FlowMatching.class);
  }

  private static void binary(Contributions contributions) {
    contributions.loss(Bce.class).loss(BceLogits.class).loss(Hinge.class);
  }

  private static void multiclass(Contributions contributions) {
    contributions.loss(CrossEntropy.class);
  }
}
