/**
 * The contract of losses, as tests: {@link org.thalweg.testkit.loss.LossContract} is what the
 * author of a loss extends. The laws are derived from the loss's signature and card, so a test is
 * one line.
 */
package org.thalweg.testkit.loss;
