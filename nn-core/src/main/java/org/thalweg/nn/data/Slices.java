package org.thalweg.nn.data;

import static org.thalweg.api.Checks.require;

import java.util.List;
import org.thalweg.api.tensor.Tensor;

/**
 * Groups of examples that are looked at apart, such as regions or kinds of customers.
 *
 * @param numbers the number of each example's slice, [N], integers from 0
 * @param names the names of the slices, by number
 */
public record Slices(Tensor numbers, List<String> names) {
  /** Checks type and rank, and copies the list. */
  public Slices {
    require(
        numbers.dtype().isInteger() && numbers.rank() == 1,
        "slices are integers of shape [N], were %s",
        numbers.spec());
    require(!names.isEmpty(), "there are no slices");
    names = List.copyOf(names);
  }

  /** Returns the slices of some examples. */
  Slices select(int... examples) {
    return new Slices(Rows.select(numbers, examples), names);
  }
}
