package org.thalweg.examples.plugin;

import org.thalweg.testkit.loss.LossContract;

class LopsidedLawsTest extends LossContract<Lopsided> {}
