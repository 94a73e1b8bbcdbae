package org.thalweg.nn.tune;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.RecordType;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.optim.schedule.Product;

/**
 * The learning rates of an optimizer: all record components of the name {@code learningRate}, its
 * own and those of the optimizers and transforms that it is made of.
 *
 * <p>They are set together. The rate of an optimizer is the largest value that any of its learning
 * rates has in a training; when it is set, the others keep their proportion to it, and a schedule
 * keeps its form. Other schedules, such as that of a momentum, stay as they are.
 */
public final class LearningRates {
  /** The name of the record component. */
  public static final String NAME = "learningRate";

  /** Values of a schedule that are looked at for its peak, at most. */
  private static final long SAMPLES = 1000;

  /**
   * One learning rate.
   *
   * @param path where it is in the optimizer, such as {@code groups[0].optimizer.learningRate}
   * @param schedule its value at each step
   * @param peak its largest value in a training
   */
  public record Rate(String path, Schedule schedule, double peak) {
    /** Returns whether it is one number at every step. */
    public boolean isConstant() {
      return schedule instanceof Schedule.Constant;
    }
  }

  /** What becomes of a learning rate. */
  @FunctionalInterface
  private interface Change {
    Schedule of(String path, Schedule schedule);
  }

  private final Optimizer optimizer;
  private final List<Rate> rates = new ArrayList<>();

  private LearningRates(Optimizer optimizer, long steps) {
    this.optimizer = optimizer;
    walk(
        optimizer,
        "",
        (path, schedule) -> {
          rates.add(new Rate(path, schedule, peak(schedule, steps)));
          return schedule;
        });
  }

  /**
   * Finds the learning rates of an optimizer.
   *
   * @param steps the number of steps of a training, 1 or more; schedules are looked at this far
   * @throws ThalwegException if there are none
   */
  public static LearningRates of(Optimizer optimizer, long steps) {
    LearningRates found = new LearningRates(optimizer, steps);
    if (found.rates.isEmpty()) {
      throw new ThalwegException(
          "the optimizer %s has no learning rate: no record component of it is named %s"
              .formatted(optimizer, NAME));
    }
    return found;
  }

  /**
   * Finds the learning rates of a pipeline's optimizer, looked at for as long as it trains.
   *
   * @throws ThalwegException if there are none
   */
  public static LearningRates of(Pipeline pipeline) {
    return of(pipeline.optimizer(), Steps.of(pipeline));
  }

  /** Returns all learning rates, in the order of record components. */
  public List<Rate> rates() {
    return List.copyOf(rates);
  }

  /** Returns the largest value that any of them has in a training. */
  public double peak() {
    return rates.stream().mapToDouble(Rate::peak).max().orElseThrow();
  }

  /**
   * Returns the proportion of a learning rate to the largest: what a rate is multiplied by where it
   * is set. If all are 0, they are set alike.
   */
  public double proportion(Rate rate) {
    return peak() == 0 ? 1 : rate.peak() / peak();
  }

  /** Returns the optimizer with another rate; forms and proportions stay. */
  public Optimizer scaledTo(double rate) {
    return replaced(old -> {
      double peak = rate * proportion(old);
      return old.isConstant() || old.peak() == 0
          ? Schedule.constant(peak)
          : new Product(List.of(Schedule.constant(peak / old.peak()), old.schedule()));
    });
  }

  /** Returns the optimizer with a sweep for its rate: schedules give way, proportions stay. */
  Optimizer swept(Sweep sweep) {
    return replaced(old -> proportion(old) == 0 ? old.schedule() : sweep.times(proportion(old)));
  }

  private Optimizer replaced(Function<Rate, Schedule> change) {
    Map<String, Rate> byPath = new LinkedHashMap<>();
    rates.forEach(rate -> byPath.put(rate.path(), rate));
    return (Optimizer)
        walk(
            optimizer,
            "",
            (path, schedule) -> {
              Rate rate = byPath.get(path);
              return rate == null ? schedule : change.apply(rate);
            });
  }

  /** Returns a value in which all learning rates are changed; itself if there are none. */
  private static Object walk(Object value, String path, Change change) {
    return switch (value) {
      case Schedule schedule -> schedule;
      case Record record -> record(record, path, change);
      case Optional<?> optional -> optional.map(inner -> walk(inner, path, change));
      case List<?> list -> {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          Object entry = list.get(i);
          require(entry != null, "%s[%s] is null", path, i);
          all.add(walk(entry, path + "[" + i + "]", change));
        }
        yield all.equals(list) ? list : all;
      }
      default -> value;
    };
  }

  private static Object record(Record record, String path, Change change) {
    RecordType type = RecordType.of(record.getClass());
    @Nullable Object[] values = new @Nullable Object[type.names().size()];
    boolean changed = false;
    for (int i = 0; i < values.length; i++) {
      String name = type.names().get(i);
      String inner = path.isEmpty() ? name : path + "." + name;
      Object before = type.get(record, i);
      Object after =
          before == null
              ? null
              : name.equals(NAME) && before instanceof Schedule schedule
                  ? change.of(inner, schedule)
                  : walk(before, inner, change);
      values[i] = after;
      changed |= after != before;
    }
    return changed ? type.create(values) : record;
  }

  private static double peak(Schedule schedule, long steps) {
    if (schedule instanceof Schedule.Constant(double value)) {
      return value;
    }
    Compiled<Tensor, Tensor> compiled = Compiled.of(schedule::at);
    LongToDoubleFunction at =
        step -> compiled.apply(Tensor.scalar((double) step, DType.FLOAT64)).item();
    long count = Math.min(steps, SAMPLES);
    double peak = at.applyAsDouble(0);
    for (long i = 1; i < count; i++) {
      peak = Math.max(peak, at.applyAsDouble(Math.round((double) i * (steps - 1) / (count - 1))));
    }
    return peak;
  }
}
