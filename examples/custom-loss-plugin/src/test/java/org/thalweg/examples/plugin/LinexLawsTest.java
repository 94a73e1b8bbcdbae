package org.thalweg.examples.plugin;

import org.thalweg.testkit.loss.LossContract;

class LinexLawsTest extends LossContract<Linex> {}
