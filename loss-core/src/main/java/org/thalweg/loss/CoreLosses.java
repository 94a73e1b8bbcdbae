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
import org.thalweg.loss.audio.AudioLogCosh;
import org.thalweg.loss.audio.Dc;
import org.thalweg.loss.audio.Esr;
import org.thalweg.loss.audio.MelSpectrogram;
import org.thalweg.loss.audio.MultiResolutionStft;
import org.thalweg.loss.audio.PermutationInvariant;
import org.thalweg.loss.audio.SdSdr;
import org.thalweg.loss.audio.SiSdr;
import org.thalweg.loss.audio.Snr;
import org.thalweg.loss.audio.Stft;
import org.thalweg.loss.binary.Asymmetric;
import org.thalweg.loss.binary.AucHinge;
import org.thalweg.loss.binary.AucLogistic;
import org.thalweg.loss.binary.Aucm;
import org.thalweg.loss.binary.BalancedBce;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.BpMll;
import org.thalweg.loss.binary.CrossEntropyLambda;
import org.thalweg.loss.binary.Exponential;
import org.thalweg.loss.binary.Focal;
import org.thalweg.loss.binary.GhmC;
import org.thalweg.loss.binary.Hinge;
import org.thalweg.loss.binary.Lsep;
import org.thalweg.loss.binary.Mcc;
import org.thalweg.loss.binary.ModifiedHuber;
import org.thalweg.loss.binary.MultilabelMargin;
import org.thalweg.loss.binary.MultilabelSoftMargin;
import org.thalweg.loss.binary.Perceptron;
import org.thalweg.loss.binary.QualityFocal;
import org.thalweg.loss.binary.Ramp;
import org.thalweg.loss.binary.Savage;
import org.thalweg.loss.binary.SmoothHinge;
import org.thalweg.loss.binary.SoftFBeta;
import org.thalweg.loss.binary.SoftMargin;
import org.thalweg.loss.binary.SparsemaxBinary;
import org.thalweg.loss.binary.SquaredHinge;
import org.thalweg.loss.binary.Tangent;
import org.thalweg.loss.binary.Varifocal;
import org.thalweg.loss.binary.Zlpr;
import org.thalweg.loss.composite.GeometricMean;
import org.thalweg.loss.composite.SmoothTchebycheff;
import org.thalweg.loss.composite.UncertaintyWeighting;
import org.thalweg.loss.composite.WeightedTasks;
import org.thalweg.loss.detection.BoxRegression;
import org.thalweg.loss.detection.Ciou;
import org.thalweg.loss.detection.Detr;
import org.thalweg.loss.detection.Diou;
import org.thalweg.loss.detection.DistributionFocal;
import org.thalweg.loss.detection.Eiou;
import org.thalweg.loss.detection.FasterRcnn;
import org.thalweg.loss.detection.Fcos;
import org.thalweg.loss.detection.Giou;
import org.thalweg.loss.detection.Iou;
import org.thalweg.loss.detection.RetinaNet;
import org.thalweg.loss.detection.RoiHead;
import org.thalweg.loss.detection.Rpn;
import org.thalweg.loss.detection.SsdMultibox;
import org.thalweg.loss.detection.Yolo;
import org.thalweg.loss.distillation.AttentionTransfer;
import org.thalweg.loss.distillation.FeatureDistillation;
import org.thalweg.loss.distillation.GeneralizedJsd;
import org.thalweg.loss.distillation.KnowledgeDistillation;
import org.thalweg.loss.distillation.ReverseKlDistillation;
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
import org.thalweg.loss.imaging.BendingEnergy;
import org.thalweg.loss.imaging.DepthSmoothness;
import org.thalweg.loss.imaging.DiffusionRegularizer;
import org.thalweg.loss.imaging.FocalFrequency;
import org.thalweg.loss.imaging.GradientDifference;
import org.thalweg.loss.imaging.LocalNcc;
import org.thalweg.loss.imaging.MsSsim;
import org.thalweg.loss.imaging.MutualInformation;
import org.thalweg.loss.imaging.Psnr;
import org.thalweg.loss.imaging.Ssim;
import org.thalweg.loss.imaging.TotalVariation;
import org.thalweg.loss.likelihood.AlphaDivergence;
import org.thalweg.loss.likelihood.BetaNll;
import org.thalweg.loss.likelihood.BinomialNll;
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
import org.thalweg.loss.multiclass.AdaptiveSoftmax;
import org.thalweg.loss.multiclass.BackwardCorrection;
import org.thalweg.loss.multiclass.BalancedSoftmax;
import org.thalweg.loss.multiclass.BiTempered;
import org.thalweg.loss.multiclass.Brier;
import org.thalweg.loss.multiclass.CategoricalFocal;
import org.thalweg.loss.multiclass.CategoricalHinge;
import org.thalweg.loss.multiclass.ConfidencePenalty;
import org.thalweg.loss.multiclass.Coral;
import org.thalweg.loss.multiclass.Corn;
import org.thalweg.loss.multiclass.CrammerSinger;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.multiclass.CumulativeLogit;
import org.thalweg.loss.multiclass.EmdSquared;
import org.thalweg.loss.multiclass.Entmax;
import org.thalweg.loss.multiclass.Equalization;
import org.thalweg.loss.multiclass.ExpectedCost;
import org.thalweg.loss.multiclass.ForwardCorrection;
import org.thalweg.loss.multiclass.GeneralizedCrossEntropy;
import org.thalweg.loss.multiclass.HardBootstrapping;
import org.thalweg.loss.multiclass.HierarchicalSoftmax;
import org.thalweg.loss.multiclass.Ldam;
import org.thalweg.loss.multiclass.LinearCrossEntropy;
import org.thalweg.loss.multiclass.LogitAdjusted;
import org.thalweg.loss.multiclass.LogitNorm;
import org.thalweg.loss.multiclass.MultiMargin;
import org.thalweg.loss.multiclass.MulticlassPerceptron;
import org.thalweg.loss.multiclass.NegativeLearning;
import org.thalweg.loss.multiclass.Nll;
import org.thalweg.loss.multiclass.NoiseContrastive;
import org.thalweg.loss.multiclass.NormalizedCrossEntropy;
import org.thalweg.loss.multiclass.Ohem;
import org.thalweg.loss.multiclass.PartialLabel;
import org.thalweg.loss.multiclass.PolyCrossEntropy;
import org.thalweg.loss.multiclass.SampledSoftmax;
import org.thalweg.loss.multiclass.Seesaw;
import org.thalweg.loss.multiclass.SoftBootstrapping;
import org.thalweg.loss.multiclass.SoftmaxMae;
import org.thalweg.loss.multiclass.Sparsemax;
import org.thalweg.loss.multiclass.SquaredLogPartition;
import org.thalweg.loss.multiclass.SymmetricCrossEntropy;
import org.thalweg.loss.multiclass.TaylorCrossEntropy;
import org.thalweg.loss.penalty.AugmentedLagrangian;
import org.thalweg.loss.penalty.ElasticNet;
import org.thalweg.loss.penalty.Ewc;
import org.thalweg.loss.penalty.Flops;
import org.thalweg.loss.penalty.GroupLasso;
import org.thalweg.loss.penalty.L1Penalty;
import org.thalweg.loss.penalty.L2Penalty;
import org.thalweg.loss.penalty.Orthogonality;
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
import org.thalweg.loss.preference.PpoClip;
import org.thalweg.loss.preference.QuantileTd;
import org.thalweg.loss.preference.Reinforce;
import org.thalweg.loss.preference.SacActor;
import org.thalweg.loss.preference.SacCritic;
import org.thalweg.loss.preference.SacTemperature;
import org.thalweg.loss.preference.SimPo;
import org.thalweg.loss.preference.TdHuber;
import org.thalweg.loss.preference.ValueClip;
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
import org.thalweg.loss.segmentation.Boundary;
import org.thalweg.loss.segmentation.ClDice;
import org.thalweg.loss.segmentation.Dice;
import org.thalweg.loss.segmentation.DiceCrossEntropy;
import org.thalweg.loss.segmentation.DiceFocal;
import org.thalweg.loss.segmentation.FocalTversky;
import org.thalweg.loss.segmentation.GeneralizedDice;
import org.thalweg.loss.segmentation.GeneralizedWassersteinDice;
import org.thalweg.loss.segmentation.HausdorffDistanceTransform;
import org.thalweg.loss.segmentation.Jaccard;
import org.thalweg.loss.segmentation.LogCoshDice;
import org.thalweg.loss.segmentation.LovaszHinge;
import org.thalweg.loss.segmentation.LovaszSoftmax;
import org.thalweg.loss.segmentation.Tversky;
import org.thalweg.loss.segmentation.UnifiedFocal;
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
    robust(contributions);
    likelihood(contributions);
    binary(contributions);
    multiclass(contributions);
    sequence(contributions);
    ranking(contributions);
    survival(contributions);
    embedding(contributions);
    distillation(contributions);
    preference(contributions);
    generative(contributions);
    segmentation(contributions);
    detection(contributions);
    imaging(contributions);
    audio(contributions);
    adaptation(contributions);
    composite(contributions);
    responsible(contributions);
    penalty(contributions);
  }

  private static void regression(Contributions contributions) {
    contributions
        .loss(CosineDistance.class)
        .loss(DotProduct.class)
        .loss(EpsilonInsensitive.class)
        .loss(Expectile.class)
        .loss(HalfSquaredError.class)
        .loss(Linex.class)
        .loss(Mae.class)
        .loss(Mape.class)
        .loss(MeanPairwiseSquaredError.class)
        .loss(Mse.class)
        .loss(Msle.class)
        .loss(MultiQuantile.class)
        .loss(Periodic.class)
        .loss(Pinball.class)
        .loss(Rmse.class)
        .loss(Smape.class)
        .loss(SquaredEpsilonInsensitive.class)
        .loss(Wape.class);
  }

  private static void robust(Contributions contributions) {
    contributions
        .loss(AdaptiveWing.class)
        .loss(Barron.class)
        .loss(BarronAdaptive.class)
        .loss(Cauchy.class)
        .loss(Fair.class)
        .loss(GemanMcClure.class)
        .loss(Huber.class)
        .loss(LogCosh.class)
        .loss(PseudoHuber.class)
        .loss(SmoothL1.class)
        .loss(Tukey.class)
        .loss(Welsch.class)
        .loss(Wing.class);
  }

  private static void likelihood(Contributions contributions) {
    contributions
        .loss(AlphaDivergence.class)
        .loss(BetaNll.class)
        .loss(BinomialNll.class)
        .loss(CrpsEnsemble.class)
        .loss(CrpsGaussian.class)
        .loss(CrpsLogistic.class)
        .loss(DenoisingScoreMatching.class)
        .loss(Diffusion.class)
        .loss(Elbo.class)
        .loss(EnergyScore.class)
        .loss(EvidentialClassification.class)
        .loss(EvidentialRegression.class)
        .loss(FlowMatching.class)
        .loss(FlowNll.class)
        .loss(GammaDeviance.class)
        .loss(GaussianKl.class)
        .loss(GaussianNll.class)
        .loss(GaussianNllLogVariance.class)
        .loss(GeneralizedKl.class)
        .loss(HurdleNegativeBinomial.class)
        .loss(HurdlePoisson.class)
        .loss(InverseGaussianDeviance.class)
        .loss(Iwae.class)
        .loss(JensenShannon.class)
        .loss(KlDivergence.class)
        .loss(LaplaceNll.class)
        .loss(MixtureDensity.class)
        .loss(NegativeBinomialNll.class)
        .loss(PoissonDeviance.class)
        .loss(PoissonNll.class)
        .loss(RenyiDivergence.class)
        .loss(ReverseKl.class)
        .loss(SphericalScore.class)
        .loss(StudentTNll.class)
        .loss(TweedieDeviance.class)
        .loss(VariogramScore.class)
        .loss(ZeroInflatedLognormal.class)
        .loss(ZeroInflatedNegativeBinomial.class)
        .loss(ZeroInflatedPoisson.class);
  }

  private static void binary(Contributions contributions) {
    contributions
        .loss(Asymmetric.class)
        .loss(AucHinge.class)
        .loss(AucLogistic.class)
        .loss(Aucm.class)
        .loss(BalancedBce.class)
        .loss(Bce.class)
        .loss(BceLogits.class)
        .loss(BpMll.class)
        .loss(CrossEntropyLambda.class)
        .loss(Exponential.class)
        .loss(Focal.class)
        .loss(GhmC.class)
        .loss(Hinge.class)
        .loss(Lsep.class)
        .loss(Mcc.class)
        .loss(ModifiedHuber.class)
        .loss(MultilabelMargin.class)
        .loss(MultilabelSoftMargin.class)
        .loss(Perceptron.class)
        .loss(QualityFocal.class)
        .loss(Ramp.class)
        .loss(Savage.class)
        .loss(SmoothHinge.class)
        .loss(SoftFBeta.class)
        .loss(SoftMargin.class)
        .loss(SparsemaxBinary.class)
        .loss(SquaredHinge.class)
        .loss(Tangent.class)
        .loss(Varifocal.class)
        .loss(Zlpr.class);
  }

  private static void multiclass(Contributions contributions) {
    contributions
        .loss(AdaptiveSoftmax.class)
        .loss(BackwardCorrection.class)
        .loss(BalancedSoftmax.class)
        .loss(BiTempered.class)
        .loss(CategoricalFocal.class)
        .loss(CategoricalHinge.class)
        .loss(ConfidencePenalty.class)
        .loss(Coral.class)
        .loss(Corn.class)
        .loss(CrammerSinger.class)
        .loss(CrossEntropy.class)
        .loss(CumulativeLogit.class)
        .loss(EmdSquared.class)
        .loss(Entmax.class)
        .loss(Equalization.class)
        .loss(ExpectedCost.class)
        .loss(ForwardCorrection.class)
        .loss(GeneralizedCrossEntropy.class)
        .loss(HardBootstrapping.class)
        .loss(HierarchicalSoftmax.class)
        .loss(Ldam.class)
        .loss(LinearCrossEntropy.class)
        .loss(LogitAdjusted.class)
        .loss(LogitNorm.class)
        .loss(MultiMargin.class)
        .loss(MulticlassPerceptron.class)
        .loss(NegativeLearning.class)
        .loss(Nll.class)
        .loss(NoiseContrastive.class)
        .loss(NormalizedCrossEntropy.class)
        .loss(Ohem.class)
        .loss(PartialLabel.class)
        .loss(PolyCrossEntropy.class)
        .loss(SampledSoftmax.class)
        .loss(Seesaw.class)
        .loss(SoftBootstrapping.class)
        .loss(Brier.class)
        .loss(SoftmaxMae.class)
        .loss(Sparsemax.class)
        .loss(SquaredLogPartition.class)
        .loss(SymmetricCrossEntropy.class)
        .loss(TaylorCrossEntropy.class);
  }

  private static void sequence(Contributions contributions) {
    contributions
        .loss(Ctc.class)
        .loss(LinearChainCrf.class)
        .loss(MinimumRisk.class)
        .loss(PolicyGradient.class)
        .loss(RnnTransducer.class)
        .loss(SequenceCrossEntropy.class)
        .loss(SoftDtw.class)
        .loss(ZLoss.class);
  }

  private static void ranking(Contributions contributions) {
    contributions
        .loss(ApproxMrr.class)
        .loss(ApproxNdcg.class)
        .loss(Bpr.class)
        .loss(LambdaLoss.class)
        .loss(LambdaMap.class)
        .loss(LambdaRank.class)
        .loss(ListMle.class)
        .loss(ListNet.class)
        .loss(NeuralNdcg.class)
        .loss(NeuralSortCrossEntropy.class)
        .loss(PListMle.class)
        .loss(PairwiseHinge.class)
        .loss(PairwiseLogistic.class)
        .loss(PairwiseMse.class)
        .loss(PairwiseSoftZeroOne.class)
        .loss(RankingSoftmax.class)
        .loss(Warp.class)
        .loss(XeNdcg.class);
  }

  private static void survival(Contributions contributions) {
    contributions
        .loss(Aft.class)
        .loss(BceSurvival.class)
        .loss(CompetingRisksDeepHit.class)
        .loss(Cox.class)
        .loss(CoxCaseControl.class)
        .loss(DeepHit.class)
        .loss(LogisticHazard.class)
        .loss(Mtlr.class)
        .loss(PcHazard.class)
        .loss(PmfSurvival.class)
        .loss(StratifiedCox.class);
  }

  private static void embedding(Contributions contributions) {
    contributions
        .loss(Angular.class)
        .loss(ArcFace.class)
        .loss(BarlowTwins.class)
        .loss(BatchAllTriplet.class)
        .loss(BatchHardTriplet.class)
        .loss(BatchSemiHardTriplet.class)
        .loss(Byol.class)
        .loss(Center.class)
        .loss(Circle.class)
        .loss(Clip.class)
        .loss(CoSent.class)
        .loss(Contrastive.class)
        .loss(CosFace.class)
        .loss(CosineEmbedding.class)
        .loss(CosineTriplet.class)
        .loss(DecoupledContrastive.class)
        .loss(Dino.class)
        .loss(FastAp.class)
        .loss(Glove.class)
        .loss(HingeEmbedding.class)
        .loss(InfoNce.class)
        .loss(Koleo.class)
        .loss(LiftedStructure.class)
        .loss(MarginBased.class)
        .loss(MarginMse.class)
        .loss(MarginRanking.class)
        .loss(MultiSimilarity.class)
        .loss(NPairs.class)
        .loss(Nca.class)
        .loss(NegativeCosine.class)
        .loss(NormalizedSoftmax.class)
        .loss(NtXent.class)
        .loss(ProxyAnchor.class)
        .loss(ProxyNca.class)
        .loss(SigLip.class)
        .loss(SimSiam.class)
        .loss(SkipGram.class)
        .loss(SmoothAp.class)
        .loss(SoftTriple.class)
        .loss(SphereFace.class)
        .loss(SubCenterArcFace.class)
        .loss(SupCon.class)
        .loss(Triplet.class)
        .loss(VicReg.class);
  }

  private static void distillation(Contributions contributions) {
    contributions
        .loss(AttentionTransfer.class)
        .loss(FeatureDistillation.class)
        .loss(GeneralizedJsd.class)
        .loss(KnowledgeDistillation.class)
        .loss(ReverseKlDistillation.class)
        .loss(RkdAngle.class)
        .loss(RkdDistance.class)
        .loss(SimilarityPreserving.class);
  }

  private static void preference(Contributions contributions) {
    contributions
        .loss(A2c.class)
        .loss(Bco.class)
        .loss(BradleyTerry.class)
        .loss(CategoricalTd.class)
        .loss(Cispo.class)
        .loss(Cpo.class)
        .loss(Dpo.class)
        .loss(Grpo.class)
        .loss(Gspo.class)
        .loss(Kto.class)
        .loss(Orpo.class)
        .loss(PpoClip.class)
        .loss(QuantileTd.class)
        .loss(Reinforce.class)
        .loss(SacActor.class)
        .loss(SacCritic.class)
        .loss(SacTemperature.class)
        .loss(SimPo.class)
        .loss(TdHuber.class)
        .loss(ValueClip.class);
  }

  private static void generative(Contributions contributions) {
    contributions
        .loss(CycleConsistency.class)
        .loss(FeatureMatching.class)
        .loss(GradientPenalty.class)
        .loss(HingeGan.class)
        .loss(IdentityMapping.class)
        .loss(LeastSquaresGan.class)
        .loss(MinimaxGan.class)
        .loss(ModeSeeking.class)
        .loss(NonSaturatingGan.class)
        .loss(R1Penalty.class)
        .loss(RelativisticAverageGan.class)
        .loss(RelativisticGan.class)
        .loss(WassersteinGan.class);
  }

  private static void segmentation(Contributions contributions) {
    contributions
        .loss(Boundary.class)
        .loss(ClDice.class)
        .loss(Dice.class)
        .loss(DiceCrossEntropy.class)
        .loss(DiceFocal.class)
        .loss(FocalTversky.class)
        .loss(GeneralizedDice.class)
        .loss(GeneralizedWassersteinDice.class)
        .loss(HausdorffDistanceTransform.class)
        .loss(Jaccard.class)
        .loss(LogCoshDice.class)
        .loss(LovaszHinge.class)
        .loss(LovaszSoftmax.class)
        .loss(Tversky.class)
        .loss(UnifiedFocal.class);
  }

  private static void detection(Contributions contributions) {
    contributions
        .loss(BoxRegression.class)
        .loss(Ciou.class)
        .loss(Detr.class)
        .loss(Diou.class)
        .loss(DistributionFocal.class)
        .loss(Eiou.class)
        .loss(FasterRcnn.class)
        .loss(Fcos.class)
        .loss(Giou.class)
        .loss(Iou.class)
        .loss(RetinaNet.class)
        .loss(RoiHead.class)
        .loss(Rpn.class)
        .loss(SsdMultibox.class)
        .loss(Yolo.class);
  }

  private static void imaging(Contributions contributions) {
    contributions
        .loss(BendingEnergy.class)
        .loss(DepthSmoothness.class)
        .loss(DiffusionRegularizer.class)
        .loss(FocalFrequency.class)
        .loss(GradientDifference.class)
        .loss(LocalNcc.class)
        .loss(MsSsim.class)
        .loss(MutualInformation.class)
        .loss(Psnr.class)
        .loss(Ssim.class)
        .loss(TotalVariation.class);
  }

  private static void audio(Contributions contributions) {
    contributions
        .loss(AudioLogCosh.class)
        .loss(Dc.class)
        .loss(Esr.class)
        .loss(MelSpectrogram.class)
        .loss(MultiResolutionStft.class)
        .loss(PermutationInvariant.class)
        .loss(SdSdr.class)
        .loss(SiSdr.class)
        .loss(Snr.class)
        .loss(Stft.class);
  }

  private static void adaptation(Contributions contributions) {
    contributions
        .loss(AdaptivePseudoLabel.class)
        .loss(CentralMomentDiscrepancy.class)
        .loss(Consistency.class)
        .loss(Contractive.class)
        .loss(DecClustering.class)
        .loss(DeepCoral.class)
        .loss(DeepSad.class)
        .loss(DeepSvdd.class)
        .loss(DomainConfusion.class)
        .loss(EnergyDistance.class)
        .loss(EntropyMinimization.class)
        .loss(InformationMaximization.class)
        .loss(KMeans.class)
        .loss(LinearMmd.class)
        .loss(MaskedReconstruction.class)
        .loss(MixUp.class)
        .loss(Mmd.class)
        .loss(OneClass.class)
        .loss(PseudoLabel.class)
        .loss(Sinkhorn.class)
        .loss(SlicedWasserstein.class)
        .loss(SoftBoundarySvdd.class)
        .loss(SparsityKl.class)
        .loss(Wasserstein.class);
  }

  private static void composite(Contributions contributions) {
    contributions
        .loss(GeometricMean.class)
        .loss(SmoothTchebycheff.class)
        .loss(UncertaintyWeighting.class)
        .loss(WeightedTasks.class);
  }

  private static void responsible(Contributions contributions) {
    contributions
        .loss(AverageTopK.class)
        .loss(Capped.class)
        .loss(CoTeaching.class)
        .loss(Cvar.class)
        .loss(DemographicParity.class)
        .loss(EqualizedOdds.class)
        .loss(Flooding.class)
        .loss(GroupDro.class)
        .loss(Irm.class)
        .loss(Mmce.class)
        .loss(Trades.class)
        .loss(Trimmed.class)
        .loss(VRex.class);
  }

  private static void penalty(Contributions contributions) {
    contributions
        .loss(AugmentedLagrangian.class)
        .loss(ElasticNet.class)
        .loss(Ewc.class)
        .loss(Flops.class)
        .loss(GroupLasso.class)
        .loss(L1Penalty.class)
        .loss(L2Penalty.class)
        .loss(Orthogonality.class);
  }
}
