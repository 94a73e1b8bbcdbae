package org.thalweg.api.loss;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;

/** Reads the signature of a loss from its card and from the records that it takes. */
final class Signatures {
  private Signatures() {}

  /** Reads {@code prediction; target -> values}, the tensors of each separated by commas. */
  static Signature parse(Loss<?, ?> loss, String shape) {
    String[] sides = shape.split("->", -1);
    String[] inputs = sides[0].split(";", -1);
    if (sides.length != 2 || inputs.length != 2) {
      throw wrong(loss, "the shape is 'prediction; target -> values', was '%s'".formatted(shape));
    }
    LossTypes types = LossTypes.of(loss.getClass());
    return new Signature(
        side(loss, inputs[0], types.prediction(), "the prediction", loss.predictionDomain()),
        side(loss, inputs[1], types.target(), "the target", loss.targetDomain()),
        Axes.parse(sides[1]));
  }

  private static List<Signature.Input> side(
      Loss<?, ?> loss, String text, Type type, String name, Domain domain) {
    List<Signature.Input> leaves = new ArrayList<>();
    collect(type, name, domain, "C", leaves);
    String[] axes = text.isBlank() && leaves.isEmpty() ? new String[0] : text.split(",", -1);
    if (axes.length != leaves.size()) {
      throw wrong(
          loss,
          "%s is of %d tensors, and the shape on the card has %d for it"
              .formatted(name, leaves.size(), axes.length));
    }
    List<Signature.Input> inputs = new ArrayList<>();
    for (int i = 0; i < axes.length; i++) {
      Signature.Input leaf = leaves.get(i);
      inputs.add(new Signature.Input(leaf.name(), Axes.parse(axes[i]), leaf.domain(), leaf.of()));
    }
    return inputs;
  }

  private static void collect(
      Type type, String name, Domain domain, String of, List<Signature.Input> leaves) {
    if (type == Tensor.class) {
      leaves.add(new Signature.Input(name, new Axes(List.of()), domain, of));
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        In in = component.getAnnotation(In.class);
        collect(
            component.getGenericType(),
            component.getName(),
            in == null ? Domain.REAL : in.value(),
            in == null ? "C" : in.of(),
            leaves);
      }
    }
  }

  private static ThalwegException wrong(Loss<?, ?> loss, String what) {
    return new ThalwegException("%s: %s".formatted(Losses.name(loss), what));
  }
}
