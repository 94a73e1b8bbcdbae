package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Trace;
import org.thalweg.testkit.GradientCheck;
import org.thalweg.testkit.graph.PrimitiveCases;

/** Derivatives of each primitive, first and second, against differences. */
class GradientTest {
  private static List<Case> cases() {
    return Stream.of(
            PointGradients.all(),
            MovementGradients.all(),
            FoldGradients.all(),
            ControlGradients.all())
        .flatMap(List::stream)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> derivativesAreThoseOfDifferences() {
    return cases().stream()
        .flatMap(each -> Stream.of(each, each.bent()))
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(Case each) {
    GradientCheck.standard().check(each.function(), each.point());
  }

  @TestFactory
  Stream<DynamicTest> eachCaseIsOfItsPrimitive() {
    return cases().stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> assertTrue(isAbout(each))));
  }

  /** Guards are collected apart from a graph's instructions. */
  private static boolean isAbout(Case each) {
    List<Tensor> arguments =
        each.point().stream().map(leaf -> Trace.argument(leaf.spec(), "x")).toList();
    Trace trace = Trace.of(arguments, List.of(each.function().apply(arguments)));
    return each.primitive() == Control.Guard.class
        ? trace.diagnosis() != null
        : trace.graph().instructions().stream()
            .anyMatch(instruction -> each.primitive().isInstance(instruction.primitive()));
  }

  @Test
  void eachPrimitiveIsSmoothOrConstant() {
    Set<Class<? extends Primitive>> smooth =
        cases().stream().map(Case::primitive).collect(Collectors.toSet());
    Set<Class<? extends Primitive>> constant = ConstantPrimitives.all();
    Set<Class<? extends Primitive>> all =
        Stream.concat(PrimitiveCases.primitives().stream(), Stream.of(Control.Guard.class))
            .collect(Collectors.toSet());
    assertEquals(
        all,
        Stream.concat(smooth.stream(), constant.stream()).collect(Collectors.toSet()),
        "a primitive lacks a case of its derivatives");
    constant.retainAll(smooth);
    assertEquals(Set.of(), constant);
  }
}
