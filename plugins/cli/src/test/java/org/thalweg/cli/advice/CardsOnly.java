package org.thalweg.cli.advice;

import org.thalweg.api.Api;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.api.tensor.Tensor;

/** Losses whose cards alone are looked at. */
@PluginInfo(name = "test", api = Api.VERSION)
final class CardsOnly implements Plugin {
  @Override
  public void register(Contributions contributions) {
    contributions
        .loss(Square.class)
        .loss(Absolute.class)
        .loss(Bent.class)
        .loss(PlainCounts.class)
        .loss(SpreadCounts.class)
        .loss(PlainClasses.class)
        .loss(WaryClasses.class);
  }

  interface Zero extends PointwiseLoss {
    @Override
    default Tensor loss(Tensor prediction, Tensor target) {
      return prediction.sub(target).mul(0);
    }
  }

  @Named("square")
  @LossCard(
      family = Family.REGRESSION,
      formula = "e^2",
      traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
      elicits = Functional.MEAN,
      tasks = Task.REGRESSION)
  record Square() implements Zero {}

  @Named("absolute")
  @LossCard(
      family = Family.REGRESSION,
      formula = "|e|",
      traits = {Trait.CONVEX, Trait.ROBUST},
      elicits = Functional.MEDIAN)
  record Absolute() implements Zero {}

  @Named("bent")
  @LossCard(
      family = Family.ROBUST,
      formula = "|e|",
      traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
      tasks = Task.REGRESSION,
      strengths = {Strength.HEAVY_TAILS, Strength.OUTLIERS})
  record Bent() implements Zero {}

  @Named("plain-counts")
  @LossCard(
      family = Family.LIKELIHOOD,
      formula = "exp(p) - t p",
      target = Domain.NON_NEGATIVE,
      traits = {Trait.CONVEX, Trait.PROPER},
      elicits = Functional.MEAN,
      tasks = Task.COUNTS)
  record PlainCounts() implements Zero {}

  @Named("spread-counts")
  @LossCard(
      family = Family.LIKELIHOOD,
      formula = "exp(p) - t p",
      target = Domain.NON_NEGATIVE,
      traits = {Trait.CONVEX, Trait.PROPER},
      elicits = Functional.MEAN,
      tasks = Task.COUNTS,
      strengths = Strength.OVERDISPERSION)
  record SpreadCounts() implements Zero {}

  @Named("plain-classes")
  @LossCard(
      family = Family.MULTICLASS,
      formula = "-log p_t",
      target = Domain.CLASS_INDEX,
      traits = {Trait.CONVEX, Trait.PROPER},
      elicits = Functional.CLASS_SHARES,
      tasks = Task.MULTICLASS)
  record PlainClasses() implements Zero {}

  @Named("wary-classes")
  @LossCard(
      family = Family.MULTICLASS,
      formula = "1 - p_t",
      target = Domain.CLASS_INDEX,
      traits = Trait.ROBUST,
      elicits = Functional.MODE,
      tasks = Task.MULTICLASS,
      strengths = Strength.LABEL_NOISE)
  record WaryClasses() implements Zero {}
}
