package org.thalweg.loss;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.likelihood.KlDivergence;
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
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.loss.robust.Huber;
import org.thalweg.loss.sequence.Ctc;
import org.thalweg.loss.sequence.LinearChainCrf;
import org.thalweg.loss.sequence.MinimumRisk;
import org.thalweg.loss.sequence.PolicyGradient;
import org.thalweg.loss.sequence.RnnTransducer;
import org.thalweg.loss.sequence.SequenceCrossEntropy;
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

/** The losses of this module. */
@PluginInfo(name = "loss-core", api = Api.VERSION)
public final class CoreLosses implements Plugin {
  /** Makes the plugin; called by the service loader. */
  public CoreLosses() {}

  @Override
  public void register(Contributions contributions) {
    regression(contributions);
    likelihood(contributions);
    binary(contributions);
    multiclass(contributions);
    sequence(contributions);
    ranking(contributions);
    survival(contributions);
  }

  private static void regression(Contributions contributions) {
    contributions.loss(Mse.class).loss(Mae.class).loss(Rmse.class).loss(Huber.class);
  }

  private static void likelihood(Contributions contributions) {
    contributions.loss(KlDivergence.class);
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
        .loss(SequenceCrossEntropy.class)
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
  }
}
