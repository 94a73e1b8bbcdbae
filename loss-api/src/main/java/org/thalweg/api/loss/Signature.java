package org.thalweg.api.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/**
 * The tensors that a loss takes and gives, by the names of their axes. Checks, masks and random
 * inputs of tests are derived from it.
 *
 * @param prediction the tensors of the prediction, in the order of its tree
 * @param target the tensors of the target
 * @param values the axes of the unreduced values
 */
public record Signature(List<Input> prediction, List<Input> target, Axes values) {
  /** Copies the lists. */
  public Signature {
    prediction = List.copyOf(prediction);
    target = List.copyOf(target);
  }

  /**
   * A tensor that a loss takes.
   *
   * @param name what messages call it
   * @param axes its axes
   * @param domain where its elements come from
   * @param of the axis whose extent bounds indices and lengths
   */
  public record Input(String name, Axes axes, Domain domain, String of) {}

  /** Returns the signature of one tensor for each of prediction and target. */
  static Signature of(String prediction, Domain from, String target, Domain to, String values) {
    return new Signature(
        List.of(new Input("the prediction", Axes.parse(prediction), from, "C")),
        List.of(new Input("the target", Axes.parse(target), to, "C")),
        Axes.parse(values));
  }

  /**
   * Returns the signature that the card and the types of a loss state, if its card has a shape.
   *
   * @throws ThalwegException if they contradict each other
   */
  static Optional<Signature> of(Loss<?, ?> loss) {
    return Losses.card(loss)
        .map(LossCard::shape)
        .filter(shape -> !shape.isBlank())
        .map(shape -> Signatures.parse(loss, shape));
  }

  /** Returns this with other axes of the values, whose names are separated by spaces. */
  public Signature withValues(String axes) {
    return new Signature(prediction, target, Axes.parse(axes));
  }

  /** Returns all tensors, those of the prediction first. */
  public List<Input> inputs() {
    return Stream.concat(prediction.stream(), target.stream()).toList();
  }

  /** Returns the axes that a mask has: those of the values, or N where there is but one value. */
  Axes masked() {
    return values.names().isEmpty() ? new Axes(List.of("N")) : values;
  }

  /**
   * Returns the extents of the axes by name; those of {@code ...} are at {@code .0}, {@code .1}.
   *
   * @throws ThalwegException if a tensor does not fit
   */
  public Map<String, Long> extents(String loss, Object predictions, Object targets) {
    Map<String, Long> extents = new LinkedHashMap<>();
    List<Tensor> tensors = leaves(loss, predictions, targets);
    List<Input> inputs = inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      Optional<String> problem = input.axes().bind(tensors.get(i).shape(), extents);
      if (problem.isPresent()) {
        throw new ThalwegException(
            "%s: %s is %s, should be of shape [%s], but %s; a loss does not broadcast"
                .formatted(loss, input.name(), tensors.get(i).spec(), input.axes(), problem.get()));
      }
    }
    return extents;
  }

  private List<Tensor> leaves(String loss, Object predictions, Object targets) {
    List<Tensor> all = new ArrayList<>(Tree.leaves(predictions));
    all.addAll(Tree.leaves(targets));
    if (all.size() != prediction.size() + target.size()) {
      throw new ThalwegException(
          "%s takes the tensors %s, was given %d"
              .formatted(loss, inputs().stream().map(Input::name).toList(), all.size()));
    }
    return all;
  }

  /**
   * Checks shapes and types.
   *
   * @throws ThalwegException if a tensor does not fit
   */
  void check(String loss, Object predictions, Object targets) {
    extents(loss, predictions, targets);
    List<Tensor> tensors = leaves(loss, predictions, targets);
    DType floats = tensors.getFirst().dtype();
    List<Input> inputs = inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      DType type = tensors.get(i).dtype();
      boolean target = i >= prediction.size();
      if (input.domain().isDiscrete()) {
        boolean flag = input.domain() == Domain.FLAG && type == DType.BOOL;
        require(type.isInteger() || flag, loss, input, tensors.get(i), "of integers");
      } else if (type.isFloating() || !target) {
        require(type.isFloating(), loss, input, tensors.get(i), "float32 or float64");
        require(type == floats, loss, input, tensors.get(i), floats + " as the rest");
      }
    }
  }

  private static void require(boolean fits, String loss, Input input, Tensor was, String should) {
    if (!fits) {
      throw new ThalwegException(
          "%s: %s is %s, should be %s; convert it with to(DType)"
              .formatted(loss, input.name(), was.spec(), should));
    }
  }

  /** Returns the tree with floats of the prediction's type, and flags as bools. */
  <X> X adapt(X tree, List<Input> inputs, DType floats) {
    List<Tensor> leaves = Tree.leaves(tree);
    List<Tensor> adapted = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Domain domain = inputs.get(i).domain();
      adapted.add(
          domain == Domain.FLAG
              ? leaves.get(i).to(DType.BOOL)
              : domain.isDiscrete() ? leaves.get(i) : leaves.get(i).to(floats));
    }
    return Tree.rebuild(tree, adapted);
  }

  /** Returns the tree, once it is certain that all elements are members of their domains. */
  <X> X guard(String loss, X tree, List<Input> inputs, Map<String, Long> extents) {
    List<Tensor> leaves = Tree.leaves(tree);
    List<Tensor> guarded = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Input input = inputs.get(i);
      String what = loss + ": " + input.name();
      guarded.add(
          switch (input.domain()) {
            case CLASS_INDEX, CLASS_INDEX_OR_NONE, LENGTH ->
                input.domain().guard(leaves.get(i), what, bound(loss, input, extents));
            default -> input.domain().guard(leaves.get(i), what);
          });
    }
    return Tree.rebuild(tree, guarded);
  }

  private static long bound(String loss, Input input, Map<String, Long> extents) {
    Long bound = extents.get(input.of());
    if (bound == null) {
      throw new ThalwegException(
          "%s: %s counts along the axis %s, which no tensor has"
              .formatted(loss, input.name(), input.of()));
    }
    return bound;
  }

  /**
   * Returns the tree with neutral members of the domains where values do not count.
   *
   * @param mask bools in the shape of {@link #masked()}
   */
  <X> X neutralize(X tree, List<Input> inputs, Tensor mask) {
    List<Tensor> leaves = Tree.leaves(tree);
    List<Tensor> neutral = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Tensor leaf = leaves.get(i);
      Tensor counted = masked().project(mask, inputs.get(i).axes(), leaf.shape());
      neutral.add(counted == null ? leaf : inputs.get(i).domain().neutralize(leaf, counted));
    }
    return Tree.rebuild(tree, neutral);
  }

  @Override
  public String toString() {
    return "%s; %s -> %s".formatted(list(prediction), list(target), "[" + values + "]");
  }

  private static String list(List<Input> inputs) {
    return String.join(
        ", ", inputs.stream().map(input -> input.name() + " [" + input.axes() + "]").toList());
  }

  /** Returns the names of a list of axes, which are separated by spaces. */
  static List<String> words(String axes) {
    return axes.isBlank() ? List.of() : Arrays.asList(axes.strip().split("\\s+"));
  }
}
