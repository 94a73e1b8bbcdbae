package org.thalweg.testkit.optim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** What holds for steps by given gradients. */
final class StepLaws {
  private static final double NEAR = 1e-11;

  private StepLaws() {}

  static List<Law> all() {
    return List.of(
        new Law("zero gradients are no steps, decay aside", false, StepLaws::zeroGradients),
        new Law("mirrored problems have mirrored steps", false, StepLaws::mirrors),
        new Law("two groups are one", false, StepLaws::groups),
        new Law("the order of parameters does not matter", false, StepLaws::order),
        new Law("a second run gives the same bits", false, StepLaws::repeats),
        new Law("a saved state goes on as if nothing had been", false, StepLaws::resumes),
        new Law("floats stay close to doubles, and keep their type", false, StepLaws::floats));
  }

  private static void zeroGradients(Subject subject) {
    if (subject.contract().isNoisy(subject.optimizer())) {
      return;
    }
    Parameters start = Subject.parameters(1);
    List<Parameters> zeros = each(Subject.gradients(), g -> g.mul(0).eval());
    Parameters decayed = Walk.after(subject.optimizer(), start, zeros);
    decayed
        .tensors()
        .forEach((name, tensor) ->
            require(
                Arrays.stream(tensor.toDoubleArray()).allMatch(Double::isFinite),
                "'%s' is not finite after gradients of zero: %s".formatted(name, tensor)));
    close(start, Walk.after(subject.withoutDecay(), start, zeros), 1e-14, "parameters");
  }

  private static void mirrors(Subject subject) {
    if (subject.contract().isNoisy(subject.optimizer())) {
      return;
    }
    Parameters start = Subject.parameters(1);
    List<Parameters> gradients = Subject.gradients();
    Parameters there = Walk.after(subject.optimizer(), start, gradients);
    Parameters mirrored =
        Walk.after(
            subject.optimizer(),
            start.map(p -> p.neg().eval()),
            each(gradients, g -> g.neg().eval()));
    close(there, mirrored.map(p -> p.neg().eval()), NEAR, "mirrored");
  }

  private static void groups(Subject subject) {
    if (!subject.contract().isSeparable(subject.optimizer())) {
      return;
    }
    Parameters start = Subject.parameters(1);
    List<Parameters> gradients = Subject.gradients();
    Parameters together = Walk.after(subject.optimizer(), start, gradients);
    for (List<String> names : List.of(List.of("weight", "scale"), List.of("bias"))) {
      Parameters alone =
          Walk.after(
              subject.optimizer(),
              some(start, names),
              gradients.stream().map(g -> some(g, names)).toList());
      close(some(together, names), alone, NEAR, "a group by itself");
    }
  }

  private static Parameters some(Parameters all, List<String> names) {
    LinkedHashMap<String, Tensor> some = new LinkedHashMap<>();
    names.forEach(name -> some.put(name, all.get(name)));
    return new Parameters(some);
  }

  private static void order(Subject subject) {
    Parameters start = Subject.parameters(1);
    List<Parameters> gradients = Subject.gradients();
    Parameters straight = Walk.after(subject.optimizer(), start, gradients);
    Parameters reversed =
        Walk.after(
            subject.optimizer(),
            reversed(start),
            gradients.stream().map(StepLaws::reversed).toList());
    close(straight, some(reversed, straight.names()), NEAR, "in another order");
  }

  private static Parameters reversed(Parameters parameters) {
    return new Parameters(parameters.tensors().reversed());
  }

  private static void repeats(Subject subject) {
    Parameters start = Subject.parameters(1);
    Walk.State first = Walk.of(subject.optimizer()).from(start).by(Subject.gradients()).state();
    Walk.State second = Walk.of(subject.optimizer()).from(start).by(Subject.gradients()).state();
    same(first, second, "the second run");
  }

  private static void resumes(Subject subject) {
    Parameters start = Subject.parameters(1);
    List<Parameters> gradients = Subject.gradients();
    List<Parameters> first = gradients.subList(0, Subject.STEPS / 2);
    List<Parameters> rest = gradients.subList(Subject.STEPS / 2, Subject.STEPS);
    Walk.State whole = Walk.of(subject.optimizer()).from(start).by(gradients).state();
    Walk.State half = Walk.of(subject.optimizer()).from(start).by(first).state();
    Walk.State resumed =
        Walk.of(subject.optimizer()).from(Subject.parameters(2)).takingUp(half).by(rest).state();
    same(whole, resumed, "the resumed run");
  }

  private static void floats(Subject subject) {
    if (subject.contract().isNoisy(subject.optimizer())) {
      return;
    }
    UnaryOperator<Tensor> single = tensor -> tensor.to(DType.FLOAT32).eval();
    UnaryOperator<Tensor> twice = tensor -> tensor.to(DType.FLOAT32).to(DType.FLOAT64).eval();
    Optimizer optimizer = subject.optimizer();
    Parameters start = Subject.parameters(1);
    Parameters floats = Walk.after(optimizer, start.map(single), each(Subject.gradients(), single));
    Parameters doubles = Walk.after(optimizer, start.map(twice), each(Subject.gradients(), twice));
    floats
        .tensors()
        .forEach((name, tensor) ->
            require(
                tensor.dtype() == DType.FLOAT32,
                "'%s' is %s after a step, was float32".formatted(name, tensor.dtype())));
    close(
        doubles,
        floats.map(p -> p.to(DType.FLOAT64).eval()),
        subject.contract().floatTolerance(optimizer),
        "in float32");
  }

  private static List<Parameters> each(List<Parameters> all, UnaryOperator<Tensor> change) {
    return all.stream().map(parameters -> parameters.map(change)).toList();
  }

  private static void same(Walk.State expected, Walk.State actual, String what) {
    List<String> names = Tree.names(expected);
    require(
        names.equals(Tree.names(actual)),
        "%s has the state %s, should be %s".formatted(what, Tree.names(actual), names));
    for (int i = 0; i < names.size(); i++) {
      Tensor one = Tree.leaves(expected).get(i);
      Tensor other = Tree.leaves(actual).get(i);
      require(
          Arrays.equals(one.toDoubleArray(), other.toDoubleArray()),
          "%s: '%s' is %s, should be %s".formatted(what, names.get(i), other, one));
    }
  }

  /** Requires parameters to be near, relative to the largest element of each tensor. */
  private static void close(Parameters expected, Parameters actual, double tolerance, String what) {
    for (String name : expected.names()) {
      double[] should = expected.get(name).toDoubleArray();
      double[] is = actual.get(name).toDoubleArray();
      double scale = Arrays.stream(should).map(Math::abs).max().orElse(0);
      for (int i = 0; i < should.length; i++) {
        boolean near = Math.abs(is[i] - should[i]) <= tolerance * Math.max(scale, 1e-3);
        require(
            near,
            "%s: element %d of '%s' is %s, should be %s within %.2g of the largest, %s"
                .formatted(what, i, name, is[i], should[i], tolerance, scale));
      }
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }
}
