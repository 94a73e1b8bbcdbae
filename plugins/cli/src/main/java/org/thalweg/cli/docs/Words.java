package org.thalweg.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.optim.OptimizerFamily;

/** What is on cards, in words. */
final class Words {
  private Words() {}

  /** Returns the title of a family. */
  static String title(Family family) {
    return switch (family) {
      case REGRESSION -> "Regression";
      case ROBUST -> "Robust regression";
      case LIKELIHOOD -> "Likelihoods and divergences";
      case BINARY -> "Two classes, several labels";
      case MULTICLASS -> "One class out of several";
      case SEQUENCE -> "Sequences";
      case EMBEDDING -> "Embeddings and contrasts";
      case RANKING -> "Ranking";
      case SEGMENTATION -> "Segmentation";
      case IMAGING -> "Images";
      case DETECTION -> "Detection";
      case AUDIO -> "Sound";
      case GENERATIVE -> "Generative models";
      case DISTILLATION -> "Distillation";
      case PREFERENCE -> "Preferences and rewards";
      case ADAPTATION -> "Few labels, other domains";
      case SURVIVAL -> "Survival";
      case COMPOSITE -> "Several losses at once";
    };
  }

  /** Returns the title of a family of optimizers. */
  static String title(OptimizerFamily family) {
    return switch (family) {
      case GRADIENT_DESCENT -> "Gradient descent";
      case ADAPTIVE -> "A rate for each element";
      case SIGN -> "Signs of gradients";
      case LAYER_WISE -> "A rate for each tensor";
      case MATRIX -> "Gradients as matrices";
      case PARAMETER_FREE -> "Without a learning rate";
      case AVERAGING -> "Averages of parameters";
      case SECOND_ORDER -> "Curvature";
      case SHARPNESS -> "Flat minima";
      case NOISE -> "Noise and privacy";
      case MEMORY -> "Little memory";
      case WRAPPER -> "Around other optimizers";
    };
  }

  /** Returns what is true of a loss, as sentences. */
  static String traits(Trait[] traits) {
    Set<Trait> all = Set.of(traits);
    List<String> words = new ArrayList<>();
    for (Trait trait : Trait.values()) {
      if (all.contains(trait) && !(trait == Trait.SMOOTH && all.contains(Trait.TWICE_SMOOTH))) {
        words.add(trait(trait));
      }
    }
    return String.join("; ", words);
  }

  private static String trait(Trait trait) {
    return switch (trait) {
      case CONVEX -> "convex in the prediction";
      case SMOOTH -> "continuously differentiable";
      case TWICE_SMOOTH -> "twice continuously differentiable";
      case ROBUST -> "of bounded slope, so that one outlier moves little";
      case PROPER -> "least in expectation at the true distribution";
      case ZERO_AT_TARGET -> "zero where the prediction is the target, and nowhere less";
      case SYMMETRIC -> "unchanged when prediction and target swap";
      case PARTIAL_GRADIENT -> "its gradient leaves part of the formula out, as its source says";
      case SCALE_INVARIANT -> "where it is least does not depend on the scale of the prediction";
    };
  }

  /** Returns what the best constant prediction is; empty if it has no name. */
  static String functional(Functional functional) {
    return switch (functional) {
      case NONE -> "";
      case MEAN -> "the mean of the targets";
      case MEDIAN -> "the median of the targets";
      case QUANTILE -> "a quantile of the targets";
      case EXPECTILE -> "an expectile of the targets";
      case CLASS_SHARES -> "the share of each class";
      case MODE -> "the most frequent class";
    };
  }
}
