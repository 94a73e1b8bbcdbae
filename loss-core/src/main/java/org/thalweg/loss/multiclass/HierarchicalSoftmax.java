package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.Collections;
import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of the decisions on the way to a class in a binary tree: {@code sum_k
 * softplus(-d_k p_k)} over the nodes k on the way, with d 1 to the left and -1 to the right.
 *
 * <p>The tree is Huffman's for the counts, so common classes have short ways. Predictions are any
 * numbers of shape [N, C - 1], one for each inner node; targets are class indices of shape [N],
 * which the values have too. Only the nodes on the way are read. Morin and Bengio, "Hierarchical
 * probabilistic neural network language model", 2005.
 *
 * @param counts how many examples each class has, above 0; none for a balanced tree
 */
@Named("hierarchical-softmax")
@Doc("A cross-entropy of classes that are the leaves of a binary tree, on logits of its nodes.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "sum_k softplus(-d_k p_k), for k on the way to t",
    shape = "N C-1; N -> N",
    target = Domain.CLASS_INDEX,
    link = "products of logistics",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "For very many classes, of which a prediction touches only a logarithm of their number.",
    tasks = {Task.MULTICLASS, Task.SEQUENCE},
    strengths = Strength.MANY_CLASSES,
    paper = "Morin and Bengio 2005")
public record HierarchicalSoftmax(
    @Default("") @Doc("How many examples each class has.") List<Double> counts)
    implements Loss<Tensor, Tensor> {
  /** Requires positive counts. */
  public HierarchicalSoftmax {
    Classes.requirePositive(counts, "counts");
    counts = List.copyOf(counts);
  }

  @Override
  public void check(Tensor prediction, Tensor target) {
    Loss.super.check(prediction, target);
    long nodes = prediction.dim(1);
    require(
        nodes > 0,
        "hierarchical-softmax: the prediction is %s, should have a node or more",
        prediction.spec());
    require(
        counts.isEmpty() || counts.size() == nodes + 1,
        "hierarchical-softmax: counts is of %s classes, the prediction %s of %s",
        counts.size(),
        prediction.spec(),
        nodes + 1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int classes = Math.toIntExact(prediction.dim(1) + 1);
    ClassTree tree = ClassTree.of(counts.isEmpty() ? Collections.nCopies(classes, 1.0) : counts);
    Tensor sides = tree.sides().take(target, 0).to(prediction.dtype());
    Tensor logits = prediction.takeAlong(tree.nodes().take(target, 0), 1);
    return where(sides.eq(0), 0, sides.mul(logits).neg().softplus()).sum(1);
  }
}
