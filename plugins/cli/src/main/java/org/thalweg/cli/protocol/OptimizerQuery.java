package org.thalweg.cli.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.function.TestFunction;
import org.thalweg.optim.run.Descent;

/**
 * Where does an optimizer go? Keys: {@code optimizer}, {@code config}, {@code dtype} (float64
 * unless given), and either {@code parameters} and {@code gradients}, one object a step, or {@code
 * function}, {@code start} (the function's own unless given) and {@code steps}.
 *
 * @param registry finds the optimizer by name
 */
public record OptimizerQuery(Registry registry) {
  private static final String POINT = "x";
  private static final List<String> BY_GRADIENTS =
      List.of("optimizer", "config", "dtype", "parameters", "gradients");
  private static final List<String> BY_FUNCTION =
      List.of("optimizer", "config", "dtype", "function", "start", "steps");

  /** Where it goes. */
  public sealed interface Answer {
    /** Returns the answer's line. */
    String json();
  }

  /**
   * Where given gradients take it.
   *
   * @param parameters the parameters after each step
   */
  public record Followed(List<Parameters> parameters) implements Answer {
    @Override
    public String json() {
      return JsonWriter.write(
          Map.of("parameters", parameters.stream().map(Parameters::tensors).toList()));
    }
  }

  /**
   * The way down a function.
   *
   * @param path the points, the start first
   * @param values the function's value at each
   */
  public record Minimized(List<Tensor> path, List<Double> values) implements Answer {
    @Override
    public String json() {
      Map<String, Object> keys = new LinkedHashMap<>();
      keys.put("path", path);
      keys.put("values", values);
      return JsonWriter.write(keys);
    }
  }

  /**
   * Answers a query.
   *
   * @throws ThalwegException if anything in it is wrong
   */
  public Answer answer(Map<String, Object> query) {
    return query.containsKey("function")
        ? minimize(Fields.of(query, BY_FUNCTION), "config", new Mistakes())
        : follow(Fields.of(query, BY_GRADIENTS));
  }

  /**
   * Returns the way down a function that the words of a command line ask for.
   *
   * @param query the query
   * @param place what messages call the options of the optimizer
   * @param mistakes those that are known already
   * @throws ThalwegException if anything in it is wrong
   */
  public Minimized minimize(Map<String, Object> query, String place, Mistakes mistakes) {
    return minimize(Fields.of(query, BY_FUNCTION), place, mistakes);
  }

  private Followed follow(Fields fields) {
    DType floats = fields.floats();
    Optimizer optimizer = fields.component(registry, Kind.OPTIMIZER);
    if (fields.find("parameters").isEmpty()) {
      throw new ThalwegException("either 'parameters' and 'gradients' or 'function' is required");
    }
    Parameters start = parameters(fields.get("parameters"), "parameters", floats);
    if (!(fields.get("gradients") instanceof List<?> given)) {
      throw new ThalwegException("gradients should be a list of objects, one for each step");
    }
    List<Parameters> gradients = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String path = "gradients[" + i + "]";
      Object step = given.get(i);
      if (step == null) {
        throw new ThalwegException(path + " is null, should be an object");
      }
      gradients.add(parameters(step, path, floats));
    }
    return new Followed(Descent.by(optimizer).follow(start, gradients));
  }

  private static Parameters parameters(Object json, String path, DType floats) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    Fields.map(json, path)
        .forEach((name, value) ->
            tensors.put(name, Numbers.of(value, path + "." + name).tensor(floats)));
    return new Parameters(tensors);
  }

  private Minimized minimize(Fields fields, String place, Mistakes mistakes) {
    Optional<DType> dtype = mistakes.attempt("", fields::floats);
    Optional<Optimizer> made =
        mistakes.attempt("", () -> fields.component(registry, Kind.OPTIMIZER, place));
    Optional<TestFunction> named =
        mistakes.attempt("", () -> TestFunction.named(fields.text("function")));
    Optional<Integer> steps = mistakes.attempt("", () -> steps(fields));
    DType floats = dtype.orElse(DType.FLOAT64);
    Optional<Optional<Tensor>> given =
        mistakes.attempt(
            "", () -> fields.find("start").map(json -> Numbers.of(json, "start").tensor(floats)));
    mistakes.tell();
    TestFunction function = named.orElseThrow();
    Tensor start = given.orElseThrow().orElseGet(() -> function.start().to(floats).eval());
    Descent.Path path =
        Descent.by(made.orElseThrow())
            .minimize(
                Parameters.of(POINT, start),
                p -> function.value(p.get(POINT)),
                steps.orElseThrow());
    return new Minimized(
        path.points().stream().map(point -> point.get(POINT)).toList(), path.values());
  }

  private static int steps(Fields fields) {
    Object steps = fields.get("steps");
    if (steps instanceof Integer whole) {
      return whole;
    }
    throw new ThalwegException("steps is %s, should be a whole number".formatted(steps));
  }
}
