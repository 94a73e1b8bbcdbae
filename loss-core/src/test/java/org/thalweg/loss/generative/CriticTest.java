package org.thalweg.loss.generative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Penalties of a critic's gradients are differentiable by the critic's parameters. */
class CriticTest {
  /** A critic of two layers, {@code x -> tanh(x w + b) v}. */
  record Critic(Tensor w, Tensor b, Tensor v) {
    Tensor score(Tensor x) {
      return x.matmul(w).add(b).tanh().matmul(v);
    }
  }

  private static Tensor tensor(JsonNode json) {
    List<Double> numbers = json.valueStream().flatMap(CriticTest::flat).toList();
    long rows = json.size();
    Shape shape =
        json.get(0).isArray() ? Shape.of(rows, numbers.size() / rows) : Shape.of(numbers.size());
    return Tensor.of(
        shape, DType.FLOAT64, numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static java.util.stream.Stream<Double> flat(JsonNode json) {
    return json.isArray()
        ? json.valueStream().flatMap(CriticTest::flat)
        : java.util.stream.Stream.of(json.asDouble());
  }

  private static void agrees(
      String name, BiFunction<Function<Tensor, Tensor>, Tensor, Tensor> penalty)
      throws IOException {
    try (InputStream file = CriticTest.class.getResourceAsStream("/golden/critic.json")) {
      JsonNode known = JsonMapper.shared().readTree(file);
      Critic critic =
          new Critic(tensor(known.get("w")), tensor(known.get("b")), tensor(known.get("v")));
      Tensor inputs = tensor(known.get("inputs"));
      JsonNode expected = known.get(name);
      assertArrayEquals(
          tensor(expected.get("values")).toDoubleArray(),
          penalty.apply(critic::score, inputs).toDoubleArray(),
          1e-12);
      Critic gradient =
          Grad.<Critic>grad(c -> penalty.apply(c::score, inputs).mean()).apply(critic);
      List<Tensor> actual = List.of(gradient.w(), gradient.b(), gradient.v());
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(
            tensor(expected.get("gradients").get(i)).toDoubleArray(),
            actual.get(i).toDoubleArray(),
            1e-11);
      }
    }
  }

  @Test
  void gradientPenaltyIsThatOfPyTorch() throws IOException {
    agrees("gradientPenalty", (critic, x) -> new GradientPenalty().of(critic, x));
  }

  @Test
  void r1PenaltyIsThatOfPyTorch() throws IOException {
    agrees("r1Penalty", (critic, x) -> new R1Penalty(10).of(critic, x));
  }

  /** A linear critic has one gradient w everywhere, so the penalty is 10 (|w| - 1)^2. */
  @Test
  void linearCriticHasAPenaltyInClosedForm() {
    Tensor w = Tensor.of(3.0, 4);
    Tensor inputs = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 1.0, 2, -1, 0.5);
    Tensor gradient =
        Grad.<Tensor>grad(v -> new GradientPenalty().of(x -> x.matmul(v), inputs).mean()).apply(w);
    assertArrayEquals(new double[] {48, 64}, gradient.toDoubleArray(), 1e-12);
  }

  @Test
  void pointsLieBetweenMadeAndRealExamples() {
    Tensor real = Tensor.of(Shape.of(2, 1, 2), DType.FLOAT64, 2.0, 4, 6, 8);
    Tensor fake = Tensor.of(Shape.of(2, 1, 2), DType.FLOAT64, 0.0, 0, 2, 4);
    assertArrayEquals(
        new double[] {0.5, 1, 6, 8},
        CriticGradients.between(real, fake, Tensor.of(0.25, 1)).toDoubleArray());
  }
}
