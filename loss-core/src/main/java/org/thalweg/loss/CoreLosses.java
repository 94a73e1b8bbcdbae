package org.thalweg.loss;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.distillation.AttentionTransfer;
import org.thalweg.loss.distillation.FeatureDistillation;
import org.thalweg.loss.distillation.GeneralizedJsd;
import org.thalweg.loss.distillation.KnowledgeDistillation;
import org.thalweg.loss.distillation.ReverseKl;
import org.thalweg.loss.distillation.RkdAngle;
import org.thalweg.loss.distillation.RkdDistance;
import org.thalweg.loss.distillation.SimilarityPreserving;
import org.thalweg.loss.embedding.Angular;
import org.thalweg.loss.embedding.ArcFace;
import org.thalweg.loss.embedding.BarlowTwins;
import org.thalweg.loss.embedding.BatchAllTriplet;
import org.thalweg.loss.embedding.BatchHardTriplet;
import org.thalweg.loss.embedding.BatchSemiHardTriplet;
import org.thalweg.loss.embedding.Byol;
import org.thalweg.loss.embedding.Center;
import org.thalweg.loss.embedding.Circle;
import org.thalweg.loss.embedding.Clip;
import org.thalweg.loss.embedding.CoSent;
import org.thalweg.loss.embedding.Contrastive;
import org.thalweg.loss.embedding.CosFace;
import org.thalweg.loss.embedding.CosineEmbedding;
import org.thalweg.loss.embedding.CosineTriplet;
import org.thalweg.loss.embedding.DecoupledContrastive;
import org.thalweg.loss.embedding.Dino;
import org.thalweg.loss.embedding.FastAp;
import org.thalweg.loss.embedding.Glove;
import org.thalweg.loss.embedding.HingeEmbedding;
import org.thalweg.loss.embedding.InfoNce;
import org.thalweg.loss.embedding.Koleo;
import org.thalweg.loss.embedding.LiftedStructure;
import org.thalweg.loss.embedding.MarginBased;
import org.thalweg.loss.embedding.MarginMse;
import org.thalweg.loss.embedding.MarginRanking;
import org.thalweg.loss.embedding.MultiSimilarity;
import org.thalweg.loss.embedding.NPairs;
import org.thalweg.loss.embedding.Nca;
import org.thalweg.loss.embedding.NegativeCosine;
import org.thalweg.loss.embedding.NormalizedSoftmax;
import org.thalweg.loss.embedding.NtXent;
import org.thalweg.loss.embedding.ProxyAnchor;
import org.thalweg.loss.embedding.ProxyNca;
import org.thalweg.loss.embedding.SigLip;
import org.thalweg.loss.embedding.SimSiam;
import org.thalweg.loss.embedding.SkipGram;
import org.thalweg.loss.embedding.SmoothAp;
import org.thalweg.loss.embedding.SoftTriple;
import org.thalweg.loss.embedding.SphereFace;
import org.thalweg.loss.embedding.SubCenterArcFace;
import org.thalweg.loss.embedding.SupCon;
import org.thalweg.loss.embedding.Triplet;
import org.thalweg.loss.embedding.VicReg;
import org.thalweg.loss.generative.CycleConsistency;
import org.thalweg.loss.generative.FeatureMatching;
import org.thalweg.loss.generative.GradientPenalty;
import org.thalweg.loss.generative.HingeGan;
import org.thalweg.loss.generative.IdentityMapping;
import org.thalweg.loss.generative.LeastSquaresGan;
import org.thalweg.loss.generative.MinimaxGan;
import org.thalweg.loss.generative.ModeSeeking;
import org.thalweg.loss.generative.NonSaturatingGan;
import org.thalweg.loss.generative.R1Penalty;
import org.thalweg.loss.generative.RelativisticAverageGan;
import org.thalweg.loss.generative.RelativisticGan;
import org.thalweg.loss.generative.WassersteinGan;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.preference.A2c;
import org.thalweg.loss.preference.Bco;
import org.thalweg.loss.preference.BradleyTerry;
import org.thalweg.loss.preference.CategoricalTd;
import org.thalweg.loss.preference.Cispo;
import org.thalweg.loss.preference.Cpo;
import org.thalweg.loss.preference.Dpo;
import org.thalweg.loss.preference.Grpo;
import org.thalweg.loss.preference.Gspo;
import org.thalweg.loss.preference.Kto;
import org.thalweg.loss.preference.Orpo;
import org.thalweg.loss.preference.PolicyGradient;
import org.thalweg.loss.preference.PpoClip;
import org.thalweg.loss.preference.QuantileTd;
import org.thalweg.loss.preference.SacActor;
import org.thalweg.loss.preference.SacCritic;
import org.thalweg.loss.preference.SacTemperature;
import org.thalweg.loss.preference.SimPo;
import org.thalweg.loss.preference.TdHuber;
import org.thalweg.loss.preference.ValueClip;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.loss.robust.Huber;

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
    embedding(contributions);
    distillation(contributions);
    preference(contributions);
    adversarial(contributions);
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

  private static void embedding(Contributions contributions) {
    contributions
        .loss(CosineEmbedding.class)
        .loss(HingeEmbedding.class)
        .loss(Contrastive.class)
        .loss(MarginRanking.class)
        .loss(Triplet.class)
        .loss(CosineTriplet.class)
        .loss(BatchHardTriplet.class)
        .loss(BatchSemiHardTriplet.class)
        .loss(BatchAllTriplet.class)
        .loss(LiftedStructure.class)
        .loss(NPairs.class)
        .loss(Angular.class)
        .loss(Nca.class)
        .loss(MarginBased.class)
        .loss(NtXent.class)
        .loss(InfoNce.class)
        .loss(Clip.class)
        .loss(SigLip.class)
        .loss(SupCon.class)
        .loss(DecoupledContrastive.class)
        .loss(ArcFace.class)
        .loss(SubCenterArcFace.class)
        .loss(CosFace.class)
        .loss(SphereFace.class)
        .loss(NormalizedSoftmax.class)
        .loss(Circle.class)
        .loss(MultiSimilarity.class)
        .loss(ProxyNca.class)
        .loss(ProxyAnchor.class)
        .loss(SoftTriple.class)
        .loss(Center.class)
        .loss(SmoothAp.class)
        .loss(FastAp.class)
        .loss(BarlowTwins.class)
        .loss(VicReg.class)
        .loss(NegativeCosine.class)
        .loss(Byol.class)
        .loss(SimSiam.class)
        .loss(Dino.class)
        .loss(Koleo.class)
        .loss(CoSent.class)
        .loss(MarginMse.class)
        .loss(SkipGram.class)
        .loss(Glove.class);
  }

  private static void distillation(Contributions contributions) {
    contributions
        .loss(KnowledgeDistillation.class)
        .loss(FeatureDistillation.class)
        .loss(AttentionTransfer.class)
        .loss(RkdDistance.class)
        .loss(RkdAngle.class)
        .loss(SimilarityPreserving.class)
        .loss(GeneralizedJsd.class)
        .loss(ReverseKl.class);
  }

  private static void preference(Contributions contributions) {
    contributions
        .loss(Dpo.class)
        .loss(Kto.class)
        .loss(Bco.class)
        .loss(Orpo.class)
        .loss(SimPo.class)
        .loss(Cpo.class)
        .loss(BradleyTerry.class)
        .loss(PpoClip.class)
        .loss(ValueClip.class)
        .loss(Grpo.class)
        .loss(Gspo.class)
        .loss(Cispo.class)
        .loss(PolicyGradient.class)
        .loss(A2c.class)
        .loss(TdHuber.class)
        .loss(QuantileTd.class)
        .loss(CategoricalTd.class)
        .loss(SacCritic.class)
        .loss(SacActor.class)
        .loss(SacTemperature.class);
  }

  private static void adversarial(Contributions contributions) {
    contributions
        .loss(MinimaxGan.class)
        .loss(NonSaturatingGan.class)
        .loss(LeastSquaresGan.class)
        .loss(WassersteinGan.class)
        .loss(HingeGan.class)
        .loss(RelativisticGan.class)
        .loss(RelativisticAverageGan.class)
        .loss(GradientPenalty.class)
        .loss(R1Penalty.class)
        .loss(FeatureMatching.class)
        .loss(ModeSeeking.class)
        .loss(CycleConsistency.class)
        .loss(IdentityMapping.class);
  }
}
