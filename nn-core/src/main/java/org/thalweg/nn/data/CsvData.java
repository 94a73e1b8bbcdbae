package org.thalweg.nn.data;

import java.util.List;
import org.thalweg.api.data.DType;

/**
 * What a table holds.
 *
 * @param dataset the examples
 * @param features names of the input columns
 * @param classes labels by index, in numerical order if all are numbers, else in that of the
 *     alphabet; empty for a target of numbers
 * @param dropped number of rows left out for missing values
 */
public record CsvData(Dataset dataset, List<String> features, List<String> classes, int dropped) {
  /** Copies the lists. */
  public CsvData {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
  }

  /** Returns these with floats of another type. */
  public CsvData to(DType dtype) {
    return new CsvData(dataset.to(dtype), features, classes, dropped);
  }
}
