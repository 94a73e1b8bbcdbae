package org.thalweg.engine.reference.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/** Functions through primitives whose derivative is zero, or that have none. */
final class ConstantPrimitives {
  private ConstantPrimitives() {}

  static Set<Class<? extends Primitive>> all() {
    return cases().stream().map(Case::primitive).collect(Collectors.toSet());
  }

  static List<Case> cases() {
    Random random = new Random(15);
    Tensor x = Case.apart(random, 3, 4);
    Tensor y = Case.apart(random, 3, 4);
    List<Case> cases = new ArrayList<>();
    for (Unary primitive :
        List.of(new Unary.Sign(), new Unary.Floor(), new Unary.Round(), new Unary.StopGradient())) {
      cases.add(Case.of(primitive, x));
    }
    cases.add(of(Unary.Not.class, p -> p.getFirst().gt(0).not(), x));
    for (Binary primitive :
        List.of(new Binary.Less(), new Binary.LessEqual(), new Binary.Equal())) {
      cases.add(of(primitive.getClass(), p -> Tensor.recordAll(primitive, p).getFirst(), x, y));
    }
    for (Binary primitive : List.of(new Binary.And(), new Binary.Or(), new Binary.Xor())) {
      cases.add(
          of(
              primitive.getClass(),
              p -> Tensor.record(primitive, p.getFirst().gt(0), p.getLast().gt(0)),
              x,
              y));
    }
    for (Binary primitive : List.of(new Binary.ShiftLeft(), new Binary.ShiftRight())) {
      cases.add(
          of(
              primitive.getClass(),
              p ->
                  Tensor.record(
                      primitive, p.getFirst().to(DType.INT32), p.getLast().to(DType.INT32)),
              x,
              y));
    }
    cases.add(of(Reduction.ArgMax.class, p -> p.getFirst().argmax(1), x));
    cases.add(of(Indexing.ArgSort.class, p -> p.getFirst().argsort(0, false), x));
    cases.add(
        of(
            Source.RandomBits.class,
            p -> Randoms.uniform(p.getFirst().sum().to(DType.INT64), Shape.of(3), DType.FLOAT64),
            x));
    cases.add(
        of(
            Source.Fill.class,
            _ -> Tensor.record(new Source.Fill(new Spec(Shape.of(2), DType.FLOAT64), 1.5)),
            x));
    cases.add(
        of(
            Source.Iota.class,
            _ -> Tensor.record(new Source.Iota(new Spec(Shape.of(5), DType.FLOAT64), 0)),
            x));
    return cases;
  }

  private static Case of(
      Class<? extends Primitive> primitive,
      java.util.function.Function<List<Tensor>, Tensor> function,
      Tensor... point) {
    return Case.of(
        primitive, primitive.getSimpleName(), p -> function.apply(p).to(DType.FLOAT64), point);
  }
}
