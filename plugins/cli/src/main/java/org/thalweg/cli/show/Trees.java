package org.thalweg.cli.show;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** Trees of tensors for people: a row of numbers a line. */
public final class Trees {
  private Trees() {}

  /** Adds a title and the tensors of a tree, each under its name if there are several. */
  public static void add(Table table, String title, Object tree) {
    List<String> names = Tree.names(tree);
    List<Tensor> leaves = Tree.leaves(tree);
    for (int i = 0; i < leaves.size(); i++) {
      String name = names.get(i).isEmpty() ? title : title + "." + names.get(i);
      for (String row : rows(leaves.get(i))) {
        table.row(name, row);
        name = "";
      }
    }
  }

  private static List<String> rows(Tensor tensor) {
    if (tensor.rank() < 2) {
      return List.of(row(tensor, 0, tensor.size()));
    }
    List<String> rows = new ArrayList<>();
    long width = tensor.dim(-1);
    for (long start = 0; start < tensor.size(); start += width) {
      rows.add(row(tensor, start, start + width));
    }
    return rows.isEmpty() ? List.of("") : rows;
  }

  /** Returns the elements from one to before another. */
  public static String row(Tensor tensor, long from, long to) {
    StringBuilder text = new StringBuilder();
    for (long i = from; i < to; i++) {
      text.append(i == from ? "" : "  ").append(Figures.element(tensor, i));
    }
    return text.toString();
  }
}
