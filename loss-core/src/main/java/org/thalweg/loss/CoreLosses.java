package org.thalweg.loss;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
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
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.binary.Hinge;
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
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.loss.robust.Huber;
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
    audio(contributions);
    detection(contributions);
    imaging(contributions);
    segmentation(contributions);
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
}
