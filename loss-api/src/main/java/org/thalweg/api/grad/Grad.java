package org.thalweg.api.grad;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.tensor.Node;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/**
 * Derivatives of functions of trees of tensors.
 *
 * <p>Functions are differentiated, not values: the function is called once with stand-ins for its
 * argument, and what it records is read backwards. Forward mode is reverse mode applied twice, so
 * one table of rules serves both. Integer and bool leaves have a gradient of zero.
 */
public final class Grad {
  private Grad() {}

  /**
   * Returns the function that gives value and gradient.
   *
   * @param function a function whose result is a scalar
   */
  public static <P> Function<P, ValueAndGrad<P>> valueAndGrad(Function<P, Tensor> function) {
    return argument -> {
      P standIn = Tree.map(argument, Grad::standIn);
      Tensor value = function.apply(standIn);
      if (value.rank() != 0) {
        throw new ThalwegException(
            "only a scalar has a gradient, the function gave %s; reduce it with mean() or sum()"
                .formatted(value.spec()));
      }
      List<Tensor> gradients =
          backward(List.of(value), List.of(Tensors.onesLike(value)), Tree.leaves(standIn));
      return new ValueAndGrad<>(value, Tree.rebuild(argument, gradients));
    };
  }

  /**
   * Returns the function that gives the gradient.
   *
   * @param function a function whose result is a scalar
   */
  public static <P> Function<P, P> grad(Function<P, Tensor> function) {
    Function<P, ValueAndGrad<P>> both = valueAndGrad(function);
    return argument -> both.apply(argument).gradient();
  }

  /**
   * Returns the derivative of a function at a point in a direction (forward mode).
   *
   * @param function the function
   * @param point where
   * @param direction in which direction; a tree of the structure of the point
   */
  public static <P> Tensor jvp(Function<P, Tensor> function, P point, P direction) {
    P standIn = Tree.map(point, Grad::standIn);
    Tensor value = function.apply(standIn);
    // what is pulled back is linear in the cotangent, so any value will do; loops need one
    Tensor cotangent = Tensors.zerosLike(value);
    List<Tensor> pulled = backward(List.of(value), List.of(cotangent), Tree.leaves(standIn));
    return backward(pulled, Tree.leaves(direction), List.of(cotangent)).getFirst();
  }

  /**
   * Returns the product of a function's Hessian at a point with a direction.
   *
   * @param function a function whose result is a scalar
   * @param point where
   * @param direction a tree of the structure of the point
   */
  public static <P> P hvp(Function<P, Tensor> function, P point, P direction) {
    List<Tensor> directions = Tree.leaves(direction);
    Function<P, P> gradient = grad(function);
    return grad((P p) -> inner(Tree.leaves(gradient.apply(p)), directions)).apply(point);
  }

  private static Tensor inner(List<Tensor> left, List<Tensor> right) {
    return Tensors.sum(
        IntStream.range(0, left.size())
            .filter(i -> left.get(i).dtype().isFloating())
            .mapToObj(i -> left.get(i).mul(right.get(i)).sum()));
  }

  /** Returns a tensor that equals another and is told apart from it. */
  private static Tensor standIn(Tensor tensor) {
    return Tensor.record(new Movement.Reshape(tensor.shape()), tensor);
  }

  /**
   * Pulls cotangents of outputs back to the tensors that they were made from.
   *
   * @param outputs what was made
   * @param cotangents one for each output, of its spec
   * @param sources tensors that the outputs may depend on
   * @return for each source a tensor of its spec, zero where no output depends on it
   */
  public static List<Tensor> backward(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> sources) {
    IdentityHashMap<Tensor, Tensor> gradients = new IdentityHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).dtype().isFloating()) {
        add(gradients, outputs.get(i), cotangents.get(i));
      }
    }
    List<Node> order = dependents(outputs, sources);
    for (Node node : order.reversed()) {
      List<@Nullable Tensor> arriving = new ArrayList<>();
      boolean arrives = false;
      for (Tensor output : node.outputs()) {
        Tensor cotangent = gradients.get(output);
        arriving.add(cotangent);
        arrives |= cotangent != null;
      }
      if (!arrives) {
        continue;
      }
      List<@Nullable Tensor> leaving = Rules.pullBack(node, arriving);
      for (int i = 0; i < leaving.size(); i++) {
        Tensor part = leaving.get(i);
        Tensor input = node.inputs().get(i);
        if (part != null && input.dtype().isFloating()) {
          add(gradients, input, part);
        }
      }
    }
    List<Tensor> pulled = new ArrayList<>();
    for (Tensor source : sources) {
      Tensor gradient = gradients.get(source);
      pulled.add(gradient == null ? Tensors.zerosLike(source) : gradient);
    }
    return pulled;
  }

  private static void add(Map<Tensor, Tensor> gradients, Tensor tensor, Tensor part) {
    Tensor before = gradients.get(tensor);
    gradients.put(tensor, before == null ? part : before.add(part));
  }

  /** Returns the nodes between sources and outputs, each after those that it depends on. */
  private static List<Node> dependents(List<Tensor> outputs, List<Tensor> sources) {
    Set<Tensor> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    wanted.addAll(sources);
    List<Node> order = new ArrayList<>();
    IdentityHashMap<Node, Boolean> depends = new IdentityHashMap<>();
    Set<Node> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> path = new ArrayDeque<>();
    for (Tensor output : outputs) {
      push(output, path, depends);
      while (!path.isEmpty()) {
        Node node = path.peek();
        if (entered.add(node)) {
          for (Tensor input : node.inputs()) {
            push(input, path, depends);
          }
          continue;
        }
        path.pop();
        if (depends.containsKey(node)) {
          continue;
        }
        boolean relevant = false;
        for (Tensor input : node.inputs()) {
          Node maker = input.node();
          relevant |= wanted.contains(input) || maker != null && depends.getOrDefault(maker, false);
        }
        depends.put(node, relevant);
        if (relevant) {
          order.add(node);
        }
      }
    }
    return order;
  }

  private static void push(
      Tensor tensor, Deque<Node> path, IdentityHashMap<Node, Boolean> depends) {
    Node node = tensor.node();
    if (node != null && !depends.containsKey(node)) {
      path.push(node);
    }
  }
}
