package org.thalweg.testkit.graph;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Source;

/** Systematic programs for each primitive, and the list of all primitives. */
public final class PrimitiveCases {
  private PrimitiveCases() {}

  /** Returns all primitives that a graph may hold: all but arguments and guards. */
  public static List<Class<? extends Primitive>> primitives() {
    List<Class<? extends Primitive>> found = new ArrayList<>();
    collect(Primitive.class, found);
    found.remove(Source.Argument.class);
    found.remove(Control.Guard.class);
    return found;
  }

  private static void collect(Class<?> type, List<Class<? extends Primitive>> found) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, found);
      }
    } else if (!Modifier.isAbstract(type.getModifiers())) {
      found.add(type.asSubclass(Primitive.class));
    }
  }

  /** Returns programs of one primitive each, by primitive. */
  public static Map<Class<? extends Primitive>, List<Trial>> all() {
    CaseBook book = new CaseBook();
    PointCases.add(book);
    FoldCases.add(book);
    MovementCases.add(book);
    IndexCases.add(book);
    ControlCases.add(book);
    return book.cases();
  }
}
