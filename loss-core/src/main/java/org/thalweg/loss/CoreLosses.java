package org.thalweg.loss;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
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
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.AdaptiveSoftmax;
import org.thalweg.loss.multiclass.BackwardCorrection;
import org.thalweg.loss.multiclass.BalancedSoftmax;
import org.thalweg.loss.multiclass.BiTempered;
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
import org.thalweg.loss.multiclass.SoftmaxBrier;
import org.thalweg.loss.multiclass.SoftmaxMae;
import org.thalweg.loss.multiclass.Sparsemax;
import org.thalweg.loss.multiclass.SymmetricCrossEntropy;
import org.thalweg.loss.multiclass.TaylorCrossEntropy;
import org.thalweg.loss.multiclass.ZLoss;
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
  }

  private static void regression(Contributions contributions) {
    contributions.loss(Mse.class).loss(Mae.class).loss(Rmse.class).loss(Huber.class);
  }

  private static void likelihood(Contributions contributions) {
    contributions.loss(KlDivergence.class);
  }

  private static void binary(Contributions contributions) {
    contributions
        .loss(Bce.class)
        .loss(BceLogits.class)
        .loss(Hinge.class)
        .loss(Focal.class)
        .loss(QualityFocal.class)
        .loss(Varifocal.class)
        .loss(Asymmetric.class)
        .loss(BalancedBce.class)
        .loss(SquaredHinge.class)
        .loss(SmoothHinge.class)
        .loss(ModifiedHuber.class)
        .loss(SoftMargin.class)
        .loss(Exponential.class)
        .loss(Perceptron.class)
        .loss(Savage.class)
        .loss(Tangent.class)
        .loss(Ramp.class)
        .loss(SparsemaxBinary.class)
        .loss(MultilabelSoftMargin.class)
        .loss(MultilabelMargin.class)
        .loss(BpMll.class)
        .loss(Lsep.class)
        .loss(Zlpr.class)
        .loss(CrossEntropyLambda.class)
        .loss(SoftFBeta.class)
        .loss(Mcc.class)
        .loss(AucHinge.class)
        .loss(AucLogistic.class)
        .loss(Aucm.class)
        .loss(GhmC.class);
  }

  private static void multiclass(Contributions contributions) {
    contributions
        .loss(CrossEntropy.class)
        .loss(Nll.class)
        .loss(CategoricalHinge.class)
        .loss(CrammerSinger.class)
        .loss(MulticlassPerceptron.class)
        .loss(MultiMargin.class)
        .loss(Sparsemax.class)
        .loss(Entmax.class)
        .loss(CategoricalFocal.class)
        .loss(PolyCrossEntropy.class)
        .loss(TaylorCrossEntropy.class)
        .loss(GeneralizedCrossEntropy.class)
        .loss(SymmetricCrossEntropy.class)
        .loss(BiTempered.class)
        .loss(SoftBootstrapping.class)
        .loss(HardBootstrapping.class)
        .loss(ForwardCorrection.class)
        .loss(BackwardCorrection.class)
        .loss(LogitAdjusted.class)
        .loss(BalancedSoftmax.class)
        .loss(Ldam.class)
        .loss(Seesaw.class)
        .loss(Equalization.class)
        .loss(Ohem.class)
        .loss(ConfidencePenalty.class)
        .loss(NormalizedCrossEntropy.class)
        .loss(LogitNorm.class)
        .loss(NegativeLearning.class)
        .loss(PartialLabel.class)
        .loss(CumulativeLogit.class)
        .loss(Coral.class)
        .loss(Corn.class)
        .loss(EmdSquared.class)
        .loss(ExpectedCost.class)
        .loss(SoftmaxMae.class)
        .loss(SoftmaxBrier.class)
        .loss(ZLoss.class)
        .loss(AdaptiveSoftmax.class)
        .loss(HierarchicalSoftmax.class)
        .loss(SampledSoftmax.class)
        .loss(NoiseContrastive.class);
  }
}
