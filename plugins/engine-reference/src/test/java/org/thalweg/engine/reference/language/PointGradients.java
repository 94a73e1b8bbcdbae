package org.thalweg.engine.reference.language;

import static org.thalweg.engine.reference.language.Case.apart;
import static org.thalweg.engine.reference.language.Case.between;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** Element-wise primitives, by themselves and broadcast. */
final class PointGradients {
  private final Random random = new Random(11);
  private final List<Case> cases = new ArrayList<>();

  private PointGradients() {}

  static List<Case> all() {
    PointGradients all = new PointGradients();
    all.unary();
    all.binary();
    all.others();
    return all.cases;
  }

  private void unary() {
    for (long[] shape : new long[][] {{}, {1}, {3, 5}, {2, 1, 3}}) {
      cases.add(Case.of(new Unary.Neg(), between(random, -2, 2, shape)));
      cases.add(Case.of(new Unary.Abs(), apart(random, shape)));
      cases.add(Case.of(new Unary.Sqrt(), between(random, 0.3, 4, shape)));
      cases.add(Case.of(new Unary.Exp(), between(random, -2, 2, shape)));
      cases.add(Case.of(new Unary.Expm1(), between(random, -1, 1, shape)));
      cases.add(Case.of(new Unary.Log(), between(random, 0.3, 4, shape)));
      cases.add(Case.of(new Unary.Log1p(), between(random, -0.4, 1, shape)));
      cases.add(Case.of(new Unary.Sin(), between(random, -4, 4, shape)));
      cases.add(Case.of(new Unary.Cos(), between(random, -4, 4, shape)));
      cases.add(Case.of(new Unary.Atan(), between(random, -3, 3, shape)));
      cases.add(Case.of(new Unary.Tanh(), between(random, -3, 3, shape)));
      cases.add(Case.of(new Unary.Logistic(), between(random, -4, 4, shape)));
      cases.add(Case.of(new Unary.Softplus(), between(random, -4, 4, shape)));
      cases.add(Case.of(new Unary.Erf(), between(random, -2, 2, shape)));
      cases.add(Case.of(new Unary.Lgamma(), between(random, 0.5, 6, shape)));
      cases.add(Case.of(new Unary.Lgamma(), between(random, -0.7, -0.3, shape)));
      for (int order = 0; order < 3; order++) {
        cases.add(Case.of(new Unary.Polygamma(order), between(random, 0.8, 5, shape)));
      }
      cases.add(Case.of(new Unary.Cast(DType.FLOAT64), between(random, -2, 2, shape)));
    }
  }

  private void binary() {
    for (long[] shape : new long[][] {{}, {7}, {3, 1, 2}}) {
      cases.add(
          Case.of(new Binary.Add(), between(random, -2, 2, shape), between(random, -2, 2, shape)));
      cases.add(
          Case.of(new Binary.Sub(), between(random, -2, 2, shape), between(random, -2, 2, shape)));
      cases.add(
          Case.of(new Binary.Mul(), between(random, -2, 2, shape), between(random, -2, 2, shape)));
      cases.add(
          Case.of(
              new Binary.Div(), between(random, -2, 2, shape), between(random, -2, -0.5, shape)));
      cases.add(
          Case.of(new Binary.Pow(), between(random, 0.4, 2, shape), between(random, -2, 3, shape)));
      cases.add(
          Case.of(
              new Binary.Atan2(), between(random, -2, 2, shape), between(random, 0.5, 2, shape)));
      cases.add(
          Case.of(
              new Binary.Atan2(),
              between(random, 0.5, 2, shape),
              between(random, -2, -0.2, shape)));
      cases.add(Case.of(new Binary.Maximum(), apart(random, shape), near(shape)));
      cases.add(Case.of(new Binary.Minimum(), apart(random, shape), near(shape)));
    }
    // a number to a whole power, of either sign
    for (double power : new double[] {-2, -1, 0, 1, 2, 3, 5}) {
      cases.add(
          Case.of(
              Binary.Pow.class,
              "power " + power,
              x -> {
                Tensor base = x.getFirst();
                return Tensor.record(new Binary.Pow(), base, Tensors.fullLike(base, power));
              },
              between(random, 0.5, 2, 4),
              between(random, -2, -0.5, 4)));
    }
    broadcast();
  }

  private void broadcast() {
    Tensor wide = between(random, 0.5, 2, 4, 3, 5);
    Tensor[] others = {
      between(random, 0.5, 2),
      between(random, 0.5, 2, 5),
      between(random, 0.5, 2, 3, 1),
      between(random, 0.5, 2, 4, 1, 1),
      between(random, 0.5, 2, 1, 3, 5),
      between(random, 0.5, 2, 2, 4, 1, 5)
    };
    for (Tensor other : others) {
      String name = " of " + wide.spec() + " and " + other.spec();
      cases.add(
          Case.of(Binary.Mul.class, "mul" + name, x -> x.getFirst().mul(x.getLast()), wide, other));
      cases.add(
          Case.of(Binary.Div.class, "div" + name, x -> x.getLast().div(x.getFirst()), wide, other));
      cases.add(
          Case.of(Binary.Pow.class, "pow" + name, x -> x.getFirst().pow(x.getLast()), wide, other));
      cases.add(
          Case.of(Binary.Sub.class, "sub" + name, x -> x.getFirst().sub(x.getLast()), wide, other));
    }
  }

  private void others() {
    Tensor condition = Tensor.of(true, false, true, true, false);
    cases.add(
        Case.of(
            Select.class,
            "where of vectors",
            x -> Tensors.where(condition, x.getFirst(), x.getLast()),
            between(random, -2, 2, 5),
            between(random, -2, 2, 5)));
    cases.add(
        Case.of(
            Select.class,
            "where, broadcast",
            x -> Tensors.where(condition, x.getFirst(), x.getLast()),
            between(random, -2, 2, 3, 1),
            between(random, -2, 2)));
    cases.add(
        Case.of(
            Select.class,
            "where by comparison",
            x -> Tensors.where(x.getFirst().gt(x.getLast()), x.getFirst().square(), x.getLast()),
            apart(random, 3, 3),
            near(3, 3)));
    cases.add(
        Case.of(
            Control.Guard.class,
            "guard",
            x -> x.getFirst().guard(x.getLast().gt(0), "{value}", x.getLast()).square(),
            between(random, -2, 2, 4),
            between(random, 0.5, 2, 3)));
    cases.add(
        Case.of(
            Binary.Mul.class,
            "composed functions",
            x -> composed(x.getFirst()),
            between(random, 0.1, 0.55, 2, 3)));
  }

  private static Tensor composed(Tensor x) {
    return Tensors.concat(
        0,
        x.tan(),
        x.asin(),
        x.acos(),
        x.sinh(),
        x.cosh(),
        x.rsqrt(),
        x.logSigmoid(),
        Tensors.logAddExp(x, x.square()),
        x.clamp(-1, 2),
        x.relu(),
        x.reciprocal(),
        x.rsub(1).rdiv(2));
  }

  /** Returns numbers that lie between those of {@link Case#apart}. */
  private Tensor near(long... shape) {
    return apart(random, shape).add(0.05).eval();
  }
}
