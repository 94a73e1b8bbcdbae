package org.thalweg.loss;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.loss.adaptation.AdaptivePseudoLabel;
import org.thalweg.loss.adaptation.CentralMomentDiscrepancy;
import org.thalweg.loss.adaptation.Consistency;
import org.thalweg.loss.adaptation.Contractive;
import org.thalweg.loss.adaptation.DecClustering;
import org.thalweg.loss.adaptation.DeepCoral;
import org.thalweg.loss.adaptation.DeepSad;
import org.thalweg.loss.adaptation.DeepSvdd;
import org.thalweg.loss.adaptation.DomainConfusion;
import org.thalweg.loss.adaptation.EnergyDistance;
import org.thalweg.loss.adaptation.EntropyMinimization;
import org.thalweg.loss.adaptation.InformationMaximization;
import org.thalweg.loss.adaptation.KMeans;
import org.thalweg.loss.adaptation.LinearMmd;
import org.thalweg.loss.adaptation.MaskedReconstruction;
import org.thalweg.loss.adaptation.MixUp;
import org.thalweg.loss.adaptation.Mmd;
import org.thalweg.loss.adaptation.OneClass;
import org.thalweg.loss.adaptation.PseudoLabel;
import org.thalweg.loss.adaptation.Sinkhorn;
import org.thalweg.loss.adaptation.SlicedWasserstein;
import org.thalweg.loss.adaptation.SoftBoundarySvdd;
import org.thalweg.loss.adaptation.SparsityKl;
import org.thalweg.loss.adaptation.Wasserstein;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.composite.GeometricMean;
import org.thalweg.loss.composite.SmoothTchebycheff;
import org.thalweg.loss.composite.UncertaintyWeighting;
import org.thalweg.loss.composite.WeightedTasks;
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
import org.thalweg.loss.ranking.ApproxMrr;
import org.thalweg.loss.ranking.ApproxNdcg;
import org.thalweg.loss.ranking.Bpr;
import org.thalweg.loss.ranking.LambdaLoss;
import org.thalweg.loss.ranking.LambdaMap;
import org.thalweg.loss.ranking.LambdaRank;
import org.thalweg.loss.ranking.ListMle;
import org.thalweg.loss.ranking.ListNet;
import org.thalweg.loss.ranking.NeuralNdcg;
import org.thalweg.loss.ranking.NeuralSortCrossEntropy;
import org.thalweg.loss.ranking.PListMle;
import org.thalweg.loss.ranking.PairwiseHinge;
import org.thalweg.loss.ranking.PairwiseLogistic;
import org.thalweg.loss.ranking.PairwiseMse;
import org.thalweg.loss.ranking.PairwiseSoftZeroOne;
import org.thalweg.loss.ranking.RankingSoftmax;
import org.thalweg.loss.ranking.Warp;
import org.thalweg.loss.ranking.XeNdcg;
import org.thalweg.loss.penalty.AugmentedLagrangian;
import org.thalweg.loss.penalty.ElasticNet;
import org.thalweg.loss.penalty.Ewc;
import org.thalweg.loss.penalty.Flops;
import org.thalweg.loss.penalty.GroupLasso;
import org.thalweg.loss.penalty.L1Penalty;
import org.thalweg.loss.penalty.L2Penalty;
import org.thalweg.loss.penalty.Orthogonality;
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
import org.thalweg.loss.responsible.AverageTopK;
import org.thalweg.loss.responsible.Capped;
import org.thalweg.loss.responsible.CoTeaching;
import org.thalweg.loss.responsible.Cvar;
import org.thalweg.loss.responsible.DemographicParity;
import org.thalweg.loss.responsible.EqualizedOdds;
import org.thalweg.loss.responsible.Flooding;
import org.thalweg.loss.responsible.GroupDro;
import org.thalweg.loss.responsible.Irm;
import org.thalweg.loss.responsible.Mmce;
import org.thalweg.loss.responsible.Trades;
import org.thalweg.loss.responsible.Trimmed;
import org.thalweg.loss.responsible.VRex;
import org.thalweg.loss.robust.Huber;
import org.thalweg.loss.sequence.Ctc;
import org.thalweg.loss.sequence.LinearChainCrf;
import org.thalweg.loss.sequence.MinimumRisk;
import org.thalweg.loss.sequence.PolicyGradient;
import org.thalweg.loss.sequence.RnnTransducer;
import org.thalweg.loss.sequence.SoftDtw;
import org.thalweg.loss.sequence.ZLoss;
import org.thalweg.loss.survival.Aft;
import org.thalweg.loss.survival.BceSurvival;
import org.thalweg.loss.survival.CompetingRisksDeepHit;
import org.thalweg.loss.survival.Cox;
import org.thalweg.loss.survival.CoxCaseControl;
import org.thalweg.loss.survival.DeepHit;
import org.thalweg.loss.survival.LogisticHazard;
import org.thalweg.loss.survival.Mtlr;
import org.thalweg.loss.survival.PcHazard;
import org.thalweg.loss.survival.PmfSurvival;
import org.thalweg.loss.survival.StratifiedCox;
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
    sequence(contributions);
    ranking(contributions);
    survival(contributions);
    adaptation(contributions);
    composite(contributions);
    responsible(contributions);
    penalty(contributions);
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

  private static void sequence(Contributions contributions) {
    contributions
        .loss(Ctc.class)
        .loss(RnnTransducer.class)
        .loss(LinearChainCrf.class)
        .loss(ZLoss.class)
        .loss(PolicyGradient.class)
        .loss(MinimumRisk.class)
        .loss(SoftDtw.class);
  }

  private static void ranking(Contributions contributions) {
    contributions
        .loss(PairwiseLogistic.class)
        .loss(PairwiseHinge.class)
        .loss(PairwiseSoftZeroOne.class)
        .loss(PairwiseMse.class)
        .loss(LambdaRank.class)
        .loss(LambdaLoss.class)
        .loss(LambdaMap.class)
        .loss(ListNet.class)
        .loss(RankingSoftmax.class)
        .loss(XeNdcg.class)
        .loss(ListMle.class)
        .loss(PListMle.class)
        .loss(ApproxNdcg.class)
        .loss(ApproxMrr.class)
        .loss(NeuralNdcg.class)
        .loss(NeuralSortCrossEntropy.class)
        .loss(Bpr.class)
        .loss(Warp.class);
  }

  private static void survival(Contributions contributions) {
    contributions
        .loss(Cox.class)
        .loss(StratifiedCox.class)
        .loss(CoxCaseControl.class)
        .loss(Aft.class)
        .loss(LogisticHazard.class)
        .loss(PmfSurvival.class)
        .loss(Mtlr.class)
        .loss(PcHazard.class)
        .loss(BceSurvival.class)
        .loss(DeepHit.class)
        .loss(CompetingRisksDeepHit.class);
  private static void adaptation(Contributions contributions) {
    contributions
        .loss(PseudoLabel.class)
        .loss(AdaptivePseudoLabel.class)
        .loss(Consistency.class)
        .loss(MixUp.class)
        .loss(EntropyMinimization.class)
        .loss(InformationMaximization.class)
        .loss(MaskedReconstruction.class)
        .loss(Mmd.class)
        .loss(LinearMmd.class)
        .loss(DeepCoral.class)
        .loss(CentralMomentDiscrepancy.class)
        .loss(EnergyDistance.class)
        .loss(DomainConfusion.class)
        .loss(Sinkhorn.class)
        .loss(Wasserstein.class)
        .loss(SlicedWasserstein.class)
        .loss(SparsityKl.class)
        .loss(Contractive.class)
        .loss(DecClustering.class)
        .loss(KMeans.class)
        .loss(DeepSvdd.class)
        .loss(SoftBoundarySvdd.class)
        .loss(DeepSad.class)
        .loss(OneClass.class);
  }

  private static void composite(Contributions contributions) {
    contributions
        .loss(UncertaintyWeighting.class)
        .loss(GeometricMean.class)
        .loss(SmoothTchebycheff.class)
        .loss(WeightedTasks.class);
  }

  private static void responsible(Contributions contributions) {
    contributions
        .loss(Capped.class)
        .loss(Flooding.class)
        .loss(Cvar.class)
        .loss(AverageTopK.class)
        .loss(Trimmed.class)
        .loss(CoTeaching.class)
        .loss(GroupDro.class)
        .loss(VRex.class)
        .loss(Irm.class)
        .loss(DemographicParity.class)
        .loss(EqualizedOdds.class)
        .loss(Mmce.class)
        .loss(Trades.class);
  }

  private static void penalty(Contributions contributions) {
    contributions
        .loss(L1Penalty.class)
        .loss(L2Penalty.class)
        .loss(ElasticNet.class)
        .loss(GroupLasso.class)
        .loss(Orthogonality.class)
        .loss(Ewc.class)
        .loss(AugmentedLagrangian.class)
        .loss(Flops.class);
  }
}
