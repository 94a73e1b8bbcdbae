package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;

import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.loss.None;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The squared size of the derivatives of a model's results by its inputs, {@code sum_hd (df_h /
 * dx_d)^2} for each example: exact, or estimated along random directions of the results.
 *
 * <p>The model gives [N, H], and each of its rows depends on one row of the input alone; values
 * have shape [N].
 *
 * <p>Source: Hoffman et al., "Robust learning with Jacobian regularization", 2019; Rifai et al.,
 * "Contractive auto-encoders", 2011.
 *
 * @param projections the number of random directions, 0 for all H results
 */
@Named("jacobian-penalty")
@Doc("The squared size of the derivatives of a model's results by its inputs.")
public record JacobianPenalty(int projections) implements ModelLoss<None> {
  /** Requires a number of 0 or more. */
  public JacobianPenalty {
    require(projections >= 0, "projections must be 0 or more, was %s", projections);
  }

  @Override
  public Tensor loss(ModelCall call, None none) {
    Tensor given = call.input();
    Tensor input = Tensor.record(new Movement.Reshape(given.shape()), given);
    Tensor result = call.with(input).result();
    require(
        result.rank() == 2 && result.dim(0) == input.dim(0),
        "jacobian-penalty: the model gives %s, should be of shape [N, H]",
        result.spec());
    if (projections == 0) {
      Tensor units = Tensors.eye(result.dim(1), result.dtype());
      return Tensors.sum(
          IntStream.range(0, Math.toIntExact(result.dim(1)))
              .mapToObj(h -> squares(result, units.select(0, h).unsqueeze(0), input)));
    }
    return Tensors.sum(
            IntStream.range(0, projections)
                .mapToObj(i ->
                    Randoms.normal(Randoms.fold(call.key(), i), result.shape(), result.dtype()))
                .map(direction -> squares(result, direction, input)))
        .div(projections);
  }

  /** Returns the squared length of the derivative along a direction of the results, shape [N]. */
  private static Tensor squares(Tensor result, Tensor direction, Tensor input) {
    Tensor pulled =
        Grad.backward(
                List.of(result), List.of(direction.broadcastTo(result.shape())), List.of(input))
            .getFirst();
    return pulled.square().reshape(input.dim(0), -1).sum(1);
  }
}
