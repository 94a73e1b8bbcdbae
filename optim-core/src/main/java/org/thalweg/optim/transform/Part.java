package org.thalweg.optim.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Examples;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/**
 * Some of the parameters, and what a transform of them alone sees.
 *
 * @param names their names, in order
 */
record Part(List<String> names) {
  /** Returns the tensors of these names. */
  Parameters of(Parameters all) {
    SequencedMap<String, Tensor> mine = new LinkedHashMap<>();
    names.forEach(name -> mine.put(name, all.get(name)));
    return new Parameters(mine);
  }

  /** Returns a context in which there are these parameters alone; the others stay as they are. */
  Context of(Context context) {
    Parameters all = context.parameters();
    return new Context(
        of(all),
        context.step(),
        context.loss(),
        mine -> context.objective().apply(replaced(all, mine)),
        of(context.examples(), all));
  }

  private Examples of(Examples examples, Parameters all) {
    return new Examples() {
      @Override
      public long count() {
        return examples.count();
      }

      @Override
      public Parameters sum(Parameters mine, UnaryOperator<Parameters> change) {
        Parameters sum =
            examples.sum(
                replaced(all, mine), whole -> replaced(whole, change.apply(Part.this.of(whole))));
        return Part.this.of(sum);
      }
    };
  }

  /** Returns tensors with others in place of those of the same names. */
  static Parameters replaced(Parameters all, Parameters others) {
    return all.map((name, tensor) -> others.tensors().getOrDefault(name, tensor));
  }
}
