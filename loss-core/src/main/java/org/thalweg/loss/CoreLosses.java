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
    contributions.loss(Bce.class).loss(BceLogits.class).loss(Hinge.class);
  }

  private static void multiclass(Contributions contributions) {
    contributions.loss(CrossEntropy.class);
  }
}
