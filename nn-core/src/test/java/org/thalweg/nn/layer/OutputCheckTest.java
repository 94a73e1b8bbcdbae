package org.thalweg.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.thalweg.nn.activation.Activations.logSoftmax;
import static org.thalweg.nn.activation.Activations.relu;
import static org.thalweg.nn.activation.Activations.sigmoid;
import static org.thalweg.nn.activation.Activations.softmax;
import static org.thalweg.nn.layer.Layers.activation;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.flatten;
import static org.thalweg.nn.layer.Layers.sequential;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thalweg.api.nn.Layer;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.likelihood.KlDivergence;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mse;

class OutputCheckTest {
  private static final Layer LOGITS = sequential(dense(4, relu()), dense(1));
  private static final Layer PROBABILITIES = sequential(dense(4, relu()), dense(1, sigmoid()));

  @Test
  void refusesProbabilitiesForALossOnLogits() {
    assertEquals(
        Optional.of(
            "the model ends in sigmoid, but the loss bce-logits takes logits and applies the logistic itself; remove the activation from the last layer"),
        OutputCheck.problem(PROBABILITIES, new BceLogits(1)));
    assertEquals(
        Optional.of(
            "the model ends in softmax, but the loss cross-entropy takes logits and applies the softmax itself; remove the activation from the last layer"),
        OutputCheck.problem(
            sequential(dense(3), activation(softmax()), flatten()), new CrossEntropy(0)));
  }

  @Test
  void refusesLogitsForALossOnProbabilities() {
    assertEquals(
        Optional.of(
            "the model ends in identity, but the loss bce takes probabilities; give the last layer the activation sigmoid (softmax for several classes), or use a loss on logits, which is more accurate"),
        OutputCheck.problem(LOGITS, new Bce()));
    assertEquals(
        Optional.of(
            "the model ends in softmax, but the loss kl-divergence takes logarithms of probabilities; give the last layer the activation log-softmax"),
        OutputCheck.problem(dense(3, softmax()), new KlDivergence(false)));
  }

  @Test
  void acceptsWhatFits() {
    assertEquals(Optional.empty(), OutputCheck.problem(LOGITS, new BceLogits(1)));
    assertEquals(Optional.empty(), OutputCheck.problem(PROBABILITIES, new Bce()));
    assertEquals(
        Optional.empty(), OutputCheck.problem(dense(3, logSoftmax()), new KlDivergence(false)));
    assertEquals(Optional.empty(), OutputCheck.problem(PROBABILITIES, new Mse()));
    assertEquals(Optional.empty(), OutputCheck.problem((x, _) -> x.sigmoid(), new BceLogits(1)));
  }
}
