package org.thalweg.loss.generative;

import java.util.function.Function;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;

/** Gradients of a critic by its inputs, which are themselves differentiable by its parameters. */
public final class CriticGradients {
  private CriticGradients() {}

  /**
   * Returns the gradient of each example's score by the example.
   *
   * @param critic maps examples [N, ...] to scores whose first axis is N; the score of an example
   *     depends on that example alone
   * @param inputs where, [N, ...]
   */
  public static Tensor at(Function<Tensor, Tensor> critic, Tensor inputs) {
    return Grad.<Tensor>grad(x -> critic.apply(x).sum()).apply(inputs);
  }

  /**
   * Returns points on the lines from made to real examples.
   *
   * @param real real examples, [N, ...]
   * @param fake made ones, [N, ...]
   * @param share how far each point is towards the real one, from 0 to 1, [N]; usually random
   */
  public static Tensor between(Tensor real, Tensor fake, Tensor share) {
    Tensor weight = share;
    while (weight.rank() < real.rank()) {
      weight = weight.unsqueeze(-1);
    }
    return fake.add(real.sub(fake).mul(weight));
  }
}
