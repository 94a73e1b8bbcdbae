package org.thalweg.api.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * The axes of a tensor: names such as N; numbers, for axes of that extent; sums such as {@code C-1}
 * or {@code U+1}; and at most one {@code ...}, which stands for any axes, the same in all tensors.
 *
 * @param names the axes, in order
 */
public record Axes(List<String> names) {
  private static final Pattern NAME = Pattern.compile("([A-Za-z]+)([+-][0-9]+)?|[0-9]+|\\.\\.\\.");
  private static final String REST = "...";

  /** Checks the names. */
  public Axes {
    names = List.copyOf(names);
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new ThalwegException(
            "an axis is a name as N, a number, a sum as C-1, or ..., was '%s'".formatted(name));
      }
    }
  }

  /** Reads names that are separated by spaces. */
  static Axes parse(String names) {
    return new Axes(Signature.words(names));
  }

  private int rest() {
    return names.indexOf(REST);
  }

  /** Returns one name for each axis of a rank. */
  private List<String> named(int rank) {
    List<String> all = new ArrayList<>(names);
    if (rest() >= 0) {
      int at = rest();
      all.remove(at);
      int open = rank - all.size();
      for (int i = 0; i < open; i++) {
        all.add(at + i, "." + i);
      }
    }
    return all;
  }

  /** Adds the extents of a shape to those known; returns what contradicts them, if anything. */
  Optional<String> bind(Shape shape, Map<String, Long> extents) {
    int fixed = names.size() - (rest() < 0 ? 0 : 1);
    if (shape.rank() < fixed || rest() < 0 && shape.rank() > fixed) {
      return Optional.of("has %d axes".formatted(shape.rank()));
    }
    if (rest() >= 0) {
      long open = shape.rank() - (long) fixed;
      Long known = extents.putIfAbsent(REST, open);
      if (known != null && known != open) {
        return Optional.of("has %d axes for '...' where another has %d".formatted(open, known));
      }
    }
    List<String> all = named(shape.rank());
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i);
      long extent = shape.dim(i);
      if (Character.isDigit(name.charAt(0))) {
        if (Long.parseLong(name) != extent) {
          return Optional.of("axis %d is of %d".formatted(i, extent));
        }
        continue;
      }
      Matcher matcher = NAME.matcher(name);
      String base = matcher.matches() ? matcher.group(1) : name;
      long offset = matcher.matches() && matcher.group(2) != null ? offset(matcher) : 0;
      Long known = extents.putIfAbsent(base, extent - offset);
      if (known != null && known + offset != extent) {
        return Optional.of("axis %d is of %d where %s = %d".formatted(i, extent, base, known));
      }
    }
    return Optional.empty();
  }

  private static long offset(Matcher matcher) {
    return Long.parseLong(matcher.group(2));
  }

  /** Returns the shape for known extents. */
  public Shape shape(Map<String, Long> extents) {
    int fixed = names.size() - (rest() < 0 ? 0 : 1);
    int rank = fixed + (rest() < 0 ? 0 : Math.toIntExact(extents.getOrDefault(REST, 0L)));
    return Shape.of(named(rank).stream().mapToLong(name -> extent(name, extents)).toArray());
  }

  private static long extent(String name, Map<String, Long> extents) {
    if (Character.isDigit(name.charAt(0))) {
      return Long.parseLong(name);
    }
    Matcher matcher = NAME.matcher(name);
    boolean named = matcher.matches();
    Long known = extents.get(named ? matcher.group(1) : name);
    if (known == null) {
      throw new ThalwegException("the extent of axis %s is not known".formatted(name));
    }
    return named && matcher.group(2) != null ? known + offset(matcher) : known;
  }

  /**
   * Returns bools of these axes as bools of others: true where any is along an axis that the others
   * lack, and repeated along axes of theirs that these lack; null if they have no axis in common.
   *
   * @param bools bools of these axes
   * @param others the axes of another tensor
   * @param shape its shape
   */
  @Nullable Tensor project(Tensor bools, Axes others, Shape shape) {
    List<String> own = named(bools.rank());
    List<String> wanted = others.named(shape.rank());
    Tensor result = bools;
    List<String> kept = new ArrayList<>();
    List<Integer> folded = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      if (wanted.contains(own.get(i))) {
        kept.add(own.get(i));
      } else {
        folded.add(i);
      }
    }
    if (kept.isEmpty()) {
      return null;
    }
    if (!folded.isEmpty()) {
      result = result.any(folded.stream().mapToInt(i -> i).toArray());
    }
    List<String> order = wanted.stream().filter(kept::contains).toList();
    result = result.permute(order.stream().mapToInt(kept::indexOf).toArray());
    for (int i = 0; i < wanted.size(); i++) {
      if (!kept.contains(wanted.get(i))) {
        result = result.unsqueeze(i);
      }
    }
    return result.broadcastTo(shape);
  }

  @Override
  public String toString() {
    return String.join(", ", names);
  }
}
