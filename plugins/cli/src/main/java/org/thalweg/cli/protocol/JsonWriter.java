package org.thalweg.cli.protocol;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.RecordType;

/**
 * Writes maps, iterables, numbers, bools, strings and trees of tensors as JSON on one line. Tensors
 * are nested arrays, records are objects; NaN and infinities are written as Python's json reads
 * them.
 */
public final class JsonWriter {
  private final StringBuilder text = new StringBuilder();

  private JsonWriter() {}

  /** Returns a value as JSON. */
  public static String write(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.text.toString();
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> text.append("null");
      case Tensor tensor -> tensor(tensor, 0, 0);
      case Record record -> record(record);
      case Map<?, ?> map -> map(map);
      case Iterable<?> items -> items(items);
      case Number number -> text.append(number);
      case Boolean bool -> text.append(bool.booleanValue());
      default -> string(value.toString());
    }
  }

  private void map(Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      string(String.valueOf(entry.getKey()));
      text.append(": ");
      value(entry.getValue());
      separator = ", ";
    }
    text.append(map.isEmpty() ? "{}" : "}");
  }

  private void record(Record record) {
    RecordType type = RecordType.of(record.getClass());
    text.append('{');
    for (int i = 0; i < type.names().size(); i++) {
      text.append(i == 0 ? "" : ", ");
      string(type.names().get(i));
      text.append(": ");
      value(type.get(record, i));
    }
    text.append('}');
  }

  private void items(Iterable<?> items) {
    text.append('[');
    for (Iterator<?> rest = items.iterator(); rest.hasNext(); ) {
      value(rest.next());
      text.append(rest.hasNext() ? ", " : "");
    }
    text.append(']');
  }

  /** Writes the slice of a tensor at an axis that starts at an element. */
  private void tensor(Tensor tensor, int axis, long start) {
    if (axis == tensor.rank()) {
      element(tensor, start);
      return;
    }
    long extent = tensor.dim(axis);
    long stride = tensor.shape().slice(axis + 1, tensor.rank()).size();
    text.append('[');
    for (long i = 0; i < extent; i++) {
      text.append(i == 0 ? "" : ", ");
      tensor(tensor, axis + 1, start + i * stride);
    }
    text.append(']');
  }

  private void element(Tensor tensor, long index) {
    Storage storage = tensor.storage();
    switch (tensor.dtype()) {
      case FLOAT32, FLOAT64 -> text.append(storage.getDouble(index));
      case INT32, INT64 -> text.append(storage.getLong(index));
      case BOOL -> text.append(storage.getLong(index) != 0);
    }
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            text.append("\\u").append(String.format("%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
