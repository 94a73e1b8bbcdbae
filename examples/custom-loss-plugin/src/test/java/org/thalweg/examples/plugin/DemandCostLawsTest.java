package org.thalweg.examples.plugin;

import org.thalweg.testkit.loss.LossContract;

class DemandCostLawsTest extends LossContract<DemandCost> {}
