package org.thalweg.nn.data;

import static org.thalweg.api.Checks.require;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;

/**
 * How a table in a CSV file (RFC 4180, UTF-8) becomes examples: one column is the target, the
 * others are inputs.
 *
 * @param target name of the target column, or its number from 0; negative ones count from the end
 * @param type what the target column holds
 * @param positive the label that becomes 1 in a binary target; without it the second one in order
 * @param ignore names or numbers of columns that are no inputs
 * @param separator what stands between fields, one character
 * @param header whether the first line holds names; without it columns are named 0, 1, ...
 * @param missing what becomes of rows with missing values
 * @param further names or numbers of further target columns, of numbers as the first; the targets
 *     are then of shape [N, k]
 * @param missingTargets what becomes of rows with missing targets; as {@code missing} says unless
 *     given
 * @param weights name or number of the column that says how much a row counts, 0 or more; empty if
 *     all count alike
 * @param sliceBy name or number of the column whose labels are slices to be evaluated apart; it is
 *     an input too, unless ignored; empty if there are none
 */
public record CsvFormat(
    @Doc("Name or number of the target column.") String target,
    @Default("number") @Doc("What the target is: number, class or binary.") TargetType type,
    @Default("") @Doc("The label that becomes 1 in a binary target.") String positive,
    @Default("") @Doc("Columns that are no inputs.") List<String> ignore,
    @Default(",") @Doc("What stands between fields.") String separator,
    @Default("true") @Doc("Whether the first line holds names.") boolean header,
    @Default("fail") @Doc("What becomes of rows with missing values: fail or drop.")
        MissingValues missing,
    @Default("") @Doc("Further target columns, of numbers.") List<String> further,
    @Doc("What becomes of missing targets: fail, drop or skip.")
        Optional<MissingTargets> missingTargets,
    @Default("") @Doc("The column that says how much a row counts.") String weights,
    @Default("") @Doc("The column whose labels are evaluated apart.") String sliceBy) {
  /** Checks the separator. */
  public CsvFormat {
    ignore = List.copyOf(ignore);
    further = List.copyOf(further);
    require(
        separator.length() == 1 && "\"\r\n".indexOf(separator.charAt(0)) < 0,
        "separator must be one character, neither a quote nor a line end, was '%s'",
        separator);
    require(
        positive.isEmpty() || type == TargetType.BINARY,
        "positive is for a target of type binary, the type is %s",
        type);
    require(
        further.isEmpty() || type == TargetType.NUMBER,
        "further targets are numbers, the type is %s",
        type);
  }

  /** Makes a format of one target, without weights and slices. */
  public CsvFormat(
      String target,
      TargetType type,
      String positive,
      List<String> ignore,
      String separator,
      boolean header,
      MissingValues missing) {
    this(
        target,
        type,
        positive,
        ignore,
        separator,
        header,
        missing,
        List.of(),
        Optional.empty(),
        "",
        "");
  }

  /** Returns what becomes of rows with missing targets. */
  MissingTargets absentTargets() {
    return missingTargets.orElse(
        missing == MissingValues.DROP ? MissingTargets.DROP : MissingTargets.FAIL);
  }

  /** Returns the format of a file with a header, comma separated, whose target is a number. */
  public static CsvFormat numbers(String target) {
    return of(target, TargetType.NUMBER, "");
  }

  /** Returns the format of a file with a header, comma separated, whose target is a class. */
  public static CsvFormat classes(String target) {
    return of(target, TargetType.CLASS, "");
  }

  /** Returns the format of a file with a header, comma separated, of two classes. */
  public static CsvFormat binary(String target, String positive) {
    return of(target, TargetType.BINARY, positive);
  }

  private static CsvFormat of(String target, TargetType type, String positive) {
    return new CsvFormat(target, type, positive, List.of(), ",", true, MissingValues.FAIL);
  }

  /**
   * Reads a file.
   *
   * @throws ThalwegException if it does not exist or is no table of numbers; the message names
   *     file, line, column and cure
   */
  public CsvData read(Path file) {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      return new CsvTable(this, file.toString()).read(in);
    } catch (NoSuchFileException e) {
      throw new ThalwegException(
          "%s does not exist; looked in %s"
              .formatted(file, file.toAbsolutePath().normalize().getParent()),
          e);
    } catch (CharacterCodingException e) {
      throw new ThalwegException(file + " is not UTF-8; convert it, with iconv for instance", e);
    } catch (IOException e) {
      throw new ThalwegException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
