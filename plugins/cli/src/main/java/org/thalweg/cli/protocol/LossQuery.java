package org.thalweg.cli.protocol;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossTypes;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/**
 * What does a loss give for these numbers? Keys: {@code loss}, {@code config}, {@code dtype}
 * (float64 unless given), {@code reduction} (mean unless given), {@code prediction}, {@code
 * target}, {@code weight}, {@code mask}.
 *
 * @param registry finds the loss by name
 */
public record LossQuery(Registry registry) {
  private static final List<String> KEYS =
      List.of("loss", "config", "dtype", "reduction", "prediction", "target", "weight", "mask");

  /**
   * What it gives.
   *
   * @param value a scalar, or the unreduced values
   * @param gradient the gradient of the value, or of its sum, with respect to the prediction; a
   *     tree of the prediction's structure
   */
  public record Answer(Tensor value, Object gradient) {
    /** Returns the answer's line. */
    public String json() {
      Map<String, Object> keys = new LinkedHashMap<>();
      keys.put("value", value);
      keys.put("gradient", gradient);
      return JsonWriter.write(keys);
    }
  }

  /**
   * Answers a query.
   *
   * @throws ThalwegException if anything in it is wrong
   */
  public Answer answer(Map<String, Object> query) {
    Fields fields = Fields.of(query, KEYS);
    DType floats = fields.floats();
    Reduction reduction = reduction(fields);
    @SuppressWarnings("unchecked") // the trees are of the types that the loss's class names
    Loss<Object, Object> loss = fields.component(registry, Kind.LOSS);
    LossTypes types = LossTypes.of(loss.getClass());
    Object prediction =
        new TreeReader(numbers -> numbers.tensor(floats))
            .read(types.prediction(), fields.get("prediction"), "prediction");
    Object target = target(types.target(), fields, prediction, floats);
    return evaluate(loss, prediction, target, weighting(fields, floats), reduction);
  }

  /** Reads the target; whole numbers in the prediction's shape are floats, others integers. */
  private static Object target(Type type, Fields fields, Object prediction, DType floats) {
    TreeReader reader =
        new TreeReader(numbers ->
            prediction instanceof Tensor tensor && tensor.shape().equals(numbers.shape())
                ? numbers.tensor(floats)
                : numbers.natural(floats));
    return reader.read(
        type,
        type == None.class ? fields.find("target").orElse(null) : fields.get("target"),
        "target");
  }

  private static Weighting weighting(Fields fields, DType floats) {
    Weighting weighting = Weighting.none();
    if (fields.find("weight").isPresent()) {
      weighting = weighting.weight(Numbers.of(fields.get("weight"), "weight").tensor(floats));
    }
    if (fields.find("mask").isPresent()) {
      weighting = weighting.mask(Numbers.of(fields.get("mask"), "mask").tensor(DType.BOOL));
    }
    return weighting;
  }

  private static Reduction reduction(Fields fields) {
    if (fields.find("reduction").isEmpty()) {
      return Reduction.MEAN;
    }
    String wanted = fields.text("reduction");
    for (Reduction reduction : Reduction.values()) {
      if (name(reduction).equals(wanted)) {
        return reduction;
      }
    }
    List<String> names = Arrays.stream(Reduction.values()).map(LossQuery::name).toList();
    throw new ThalwegException(
        "unknown reduction '%s'%s".formatted(wanted, Suggestions.of(wanted, names)));
  }

  private static String name(Reduction reduction) {
    return reduction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Answer evaluate(
      Loss<Object, Object> loss,
      Object prediction,
      Object target,
      Weighting weighting,
      Reduction reduction) {
    AtomicReference<Tensor> reduced = new AtomicReference<>();
    ValueAndGrad<Object> result =
        Grad.valueAndGrad(
                (Object p) -> {
                  Tensor value =
                      Losses.reduce(loss, p, target, weighting, reduction, EmptyPolicy.ZERO);
                  reduced.set(value);
                  return value.rank() == 0 ? value : value.sum();
                })
            .apply(prediction);
    List<Tensor> all = new java.util.ArrayList<>(Tree.leaves(result.gradient()));
    all.add(reduced.get());
    Tensor.eval(all.toArray(Tensor[]::new));
    return new Answer(reduced.get(), result.gradient());
  }
}
