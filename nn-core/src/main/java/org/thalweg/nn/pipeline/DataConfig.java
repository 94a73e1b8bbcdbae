package org.thalweg.nn.pipeline;

import static org.thalweg.api.Checks.require;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.nn.data.CsvFormat;
import org.thalweg.nn.data.MissingTargets;
import org.thalweg.nn.data.MissingValues;
import org.thalweg.nn.data.TargetType;

/**
 * Where examples come from, and how their inputs are scaled.
 *
 * @param file a CSV file, relative to the pipeline's file
 * @param target see {@link CsvFormat}, as for the following
 * @param type what the target is
 * @param positive the label that becomes 1
 * @param ignore columns that are no inputs
 * @param separator what stands between fields
 * @param header whether the first line holds names
 * @param missing what becomes of rows with missing values
 * @param further further target columns
 * @param missingTargets what becomes of rows with missing targets
 * @param weights the column that says how much a row counts
 * @param sliceBy the column whose labels are evaluated apart
 * @param scale what inputs are multiplied by
 * @param standardize whether inputs are then standardized, by the training data's means
 */
public record DataConfig(
    @Doc("A CSV file, relative to the pipeline's file.") String file,
    @Doc("Name or number of the target column.") String target,
    @Default("number") @Doc("What the target is: number, class or binary.") TargetType type,
    @Default("") @Doc("The label that becomes 1 in a binary target.") String positive,
    @Default("") @Doc("Columns that are no inputs.") List<String> ignore,
    @Default(",") @Doc("What stands between fields.") String separator,
    @Default("true") @Doc("Whether the first line holds names.") boolean header,
    @Default("fail") @Doc("What becomes of rows with missing values: fail or drop.")
        MissingValues missing,
    @Default("") @Doc("Further target columns, of numbers.") List<String> further,
    @Doc("What becomes of missing targets: fail, drop or skip; as missing unless given.")
        Optional<MissingTargets> missingTargets,
    @Default("") @Doc("The column that says how much a row counts.") String weights,
    @Default("") @Doc("The column whose labels are evaluated apart.") String sliceBy,
    @Default("1.0") @Doc("What inputs are multiplied by.") double scale,
    @Default("false") @Doc("Whether inputs are shifted and scaled to mean 0 and deviation 1.")
        boolean standardize) {
  /** Checks what can be checked without the file. */
  public DataConfig {
    require(Double.isFinite(scale) && scale != 0, "scale must be finite and not 0, was %s", scale);
    ignore = List.copyOf(ignore);
    further = List.copyOf(further);
    new CsvFormat(
        target,
        type,
        positive,
        ignore,
        separator,
        header,
        missing,
        further,
        missingTargets,
        weights,
        sliceBy);
  }

  /** Returns how the file is read. */
  public CsvFormat format() {
    return new CsvFormat(
        target,
        type,
        positive,
        ignore,
        separator,
        header,
        missing,
        further,
        missingTargets,
        weights,
        sliceBy);
  }
}
