package org.thalweg.boosting;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;

/**
 * An objective on its way to another JVM: its loss as the classes and the components of records.
 *
 * @param loss the loss, a {@link Parts} or an object that is serializable itself
 * @param options what becomes of second derivatives and missing targets
 */
record Frozen(Serializable loss, BoostingOptions options) implements Serializable {

  /** A record as its class and its components. */
  private record Parts(Class<?> type, ArrayList<Serializable> components) implements Serializable {}

  static Frozen of(Formula formula) throws ObjectStreamException {
    return new Frozen(freeze(formula.loss(), formula.loss()), formula.options());
  }

  private static Serializable freeze(Object value, Loss<?, ?> loss) throws ObjectStreamException {
    if (value instanceof Serializable serializable && !(value instanceof List<?>)) {
      return serializable;
    }
    if (value instanceof List<?> list) {
      ArrayList<Serializable> all = new ArrayList<>();
      for (Object element : list) {
        all.add(freeze(element, loss));
      }
      return all;
    }
    if (value instanceof Record record) {
      ArrayList<Serializable> components = new ArrayList<>();
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        try {
          component.getAccessor().setAccessible(true);
          components.add(freeze(component.getAccessor().invoke(record), loss));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw unserializable(value, loss);
        }
      }
      return new Parts(record.getClass(), components);
    }
    throw unserializable(value, loss);
  }

  private static NotSerializableException unserializable(Object value, Loss<?, ?> loss) {
    return new NotSerializableException(
        "%s holds a %s, which is neither a record nor serializable"
            .formatted(Losses.name(loss), value.getClass().getName()));
  }

  private static Object thaw(Serializable value) {
    if (value instanceof ArrayList<?> list) {
      return list.stream().map(element -> thaw((Serializable) element)).toList();
    }
    if (!(value instanceof Parts(Class<?> type, ArrayList<Serializable> components))) {
      return value;
    }
    if (!type.isRecord()) {
      throw new ThalwegException(type.getName() + " is no record");
    }
    RecordComponent[] declared = type.getRecordComponents();
    Class<?>[] types = new Class<?>[declared.length];
    Object[] values = new Object[declared.length];
    for (int i = 0; i < declared.length; i++) {
      types[i] = declared[i].getType();
      values[i] = thaw(components.get(i));
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new ThalwegException(type.getName() + " cannot be made anew", e);
    }
  }

  @Serial
  private Object readResolve() {
    return BoostingObjective.of((Loss<?, ?>) thaw(loss), options);
  }
}
