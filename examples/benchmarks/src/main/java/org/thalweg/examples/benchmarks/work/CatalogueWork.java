package org.thalweg.examples.benchmarks.work;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossTypes;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.RecordType;
import org.thalweg.api.tree.Tree;

/** The mean of a loss that PyTorch has too, and its gradient, for a number of elements. */
record CatalogueWork(
    CompiledStep<CatalogueWork.Nothing, CatalogueWork.Given, CatalogueWork.Result> step,
    CatalogueWork.Given given)
    implements Work {
  /** No state. */
  public record Nothing() {}

  /** The inputs: trees of tensors. */
  public record Given(Object prediction, Object target) {}

  /** What is worked out. */
  public record Result(Tensor value, Object gradient) {}

  private static final int COLUMNS = 64;
  private static final int ROWS = 1024;
  private static final int VOCABULARY = 50_000;

  /**
   * Returns the work on a loss.
   *
   * @param name its name, a colon, and the number of elements of a prediction, or of features
   */
  static Work of(String name) {
    String loss = name.substring(0, name.indexOf(':'));
    int elements = Integer.parseInt(name.substring(name.indexOf(':') + 1));
    Registry registry = new Registry();
    ServiceLoader.load(Plugin.class)
        .forEach(plugin -> registry.install(plugin.getClass().getName(), plugin));
    @SuppressWarnings("unchecked") // the trees are of the types that the loss's class names
    Loss<Object, Object> made = (Loss<Object, Object>) registry.create(Kind.LOSS, loss, Map.of());
    LossTypes types = LossTypes.of(made.getClass());
    List<Tensor> tensors = new ArrayList<>(inputs(loss, elements));
    Given given = new Given(tree(types.prediction(), tensors), tree(types.target(), tensors));
    return new CatalogueWork(
        CompiledStep.of(
            new Nothing(),
            given,
            (nothing, inputs) -> {
              ValueAndGrad<Object> result =
                  Grad.valueAndGrad((Object p) -> Losses.mean(made, p, inputs.target()))
                      .apply(inputs.prediction());
              return new Stepped<>(nothing, new Result(result.value(), result.gradient()));
            }),
        given);
  }

  /** Makes a tree of a type out of the next tensors. */
  private static Object tree(Type type, List<Tensor> tensors) {
    if (!(type instanceof Class<?> record && record.isRecord())) {
      return tensors.removeFirst();
    }
    return RecordType.of(record)
        .create(
            Arrays.stream(record.getRecordComponents())
                .map(part -> tree(part.getGenericType(), tensors))
                .toArray());
  }

  /** Returns the tensors of prediction and target; {@code data.py} has the same. */
  private static List<Tensor> inputs(String loss, int n) {
    Shape line = Shape.of(n);
    Shape rows = Shape.of(n / COLUMNS, COLUMNS);
    return switch (loss) {
      case "mse", "mae", "smooth-l1", "huber" -> List.of(floats(0, line), floats(1, line));
      case "bce-logits", "focal" -> List.of(floats(0, line), coins(1, line));
      case "bce" -> List.of(between(0, 0.01f, 0.99f, line), coins(1, line));
      case "soft-margin" -> List.of(floats(0, line), signs(1, line));
      case "hinge-embedding" -> List.of(between(0, 0, 2, line), signs(1, line));
      case "poisson-nll" -> List.of(floats(0, line), between(1, 0, 4, line));
      case "gaussian-nll" -> List.of(floats(0, line), between(1, 0.1f, 2, line), floats(2, line));
      case "margin-ranking" -> List.of(floats(0, line), floats(1, line), signs(2, line));
      case "kl-divergence" ->
          List.of(floats(0, rows).logSoftmax(1).eval(), floats(1, rows).softmax(1).eval());
      case "nll" -> List.of(floats(0, rows).logSoftmax(1).eval(), labels(1, n / COLUMNS));
      case "cross-entropy", "multi-margin" -> List.of(floats(0, rows), labels(1, n / COLUMNS));
      case "multilabel-soft-margin" -> List.of(floats(0, rows), coins(1, rows));
      case "cosine-embedding" ->
          List.of(floats(0, rows), floats(1, rows), signs(2, Shape.of(n / COLUMNS)));
      case "triplet" -> List.of(floats(0, rows), floats(1, rows), floats(2, rows));
      case "linear-cross-entropy" ->
          List.of(
              between(0, -1, 1, Shape.of(ROWS, n)),
              between(1, -0.1f, 0.1f, Shape.of(VOCABULARY, n)),
              between(2, -0.1f, 0.1f, Shape.of(VOCABULARY)),
              Tensor.of(Data.labels(8003, ROWS, VOCABULARY)));
      case "ctc" ->
          List.of(
              floats(0, Shape.of(150, 32, 29)),
              spoken(),
              Tensor.full(Shape.of(32), DType.INT64, 150).eval(),
              Tensor.full(Shape.of(32), DType.INT64, 30).eval());
      default -> throw new IllegalArgumentException("unknown loss " + loss);
    };
  }

  private static Tensor between(long seed, float low, float high, Shape shape) {
    return Data.uniform(8000 + seed, low, high, shape);
  }

  private static Tensor floats(long seed, Shape shape) {
    return between(seed, -4, 4, shape);
  }

  private static Tensor coins(long seed, Shape shape) {
    return Tensor.of(shape, Data.coins(8000 + seed, Math.toIntExact(shape.size())));
  }

  private static Tensor signs(long seed, Shape shape) {
    return coins(seed, shape).mul(2).sub(1).eval();
  }

  private static Tensor labels(long seed, int count) {
    return Tensor.of(Data.labels(8000 + seed, count, COLUMNS));
  }

  /** Returns labels without blanks. */
  private static Tensor spoken() {
    int[] labels = Data.labels(8001, 32 * 30, 28);
    Arrays.setAll(labels, i -> labels[i] + 1);
    return Tensor.of(labels).reshape(32, 30).eval();
  }

  @Override
  public void run() {
    step.run(given);
  }

  @Override
  public List<Double> check() {
    run();
    Result result = step.output();
    double slopes = 0;
    for (Tensor leaf : Tree.leaves(result.gradient())) {
      slopes += leaf.dtype().isFloating() ? Sums.absolute(leaf) : 0;
    }
    return List.of(result.value().item(), slopes);
  }

  @Override
  public String describe() {
    return step.describe();
  }
}
