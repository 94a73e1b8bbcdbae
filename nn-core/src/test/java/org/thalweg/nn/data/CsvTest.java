package org.thalweg.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

class CsvTest {
  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private CsvData read(CsvFormat format, String text) {
    return format.read(file(text));
  }

  private String error(CsvFormat format, String text) {
    ThalwegException error = assertThrows(ThalwegException.class, () -> read(format, text));
    return String.valueOf(error.getMessage()).replace(folder + "/", "");
  }

  private static CsvFormat format(
      String target, TargetType type, List<String> ignore, boolean header, MissingValues missing) {
    return new CsvFormat(target, type, "", ignore, ",", header, missing);
  }

  private static List<List<String>> records(String text) throws IOException {
    CsvReader reader = new CsvReader(new StringReader(text), "data.csv", ',');
    List<List<String>> records = new ArrayList<>();
    for (List<String> record = reader.next(); record != null; record = reader.next()) {
      records.add(record);
    }
    return records;
  }

  @Test
  void readsRecordsAsTheStandardHasThem() throws IOException {
    assertEquals(
        List.of(
            List.of("a", "b b", ""),
            List.of("x, y", "say \"hi\"", "two\nlines"),
            List.of(" 1 ", "", "3")),
        records("\uFEFFa,b b,\r\n\"x, y\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n\r\n 1 ,,3"));
    assertEquals(List.of(List.of("1"), List.of("2"), List.of("3")), records("1\r2\n3\n"));
    assertEquals(List.of(List.of("", "")), records(","));
    assertEquals(List.of(List.of("")), records("\"\""));
    assertEquals(List.of(), records(""));
    assertEquals(List.of(), records("\uFEFF"));
    assertEquals(List.of(), records("\n\n"));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Random random = new Random(4);
    String letters = "ab,\"\n\r é1";
    for (int round = 0; round < 300; round++) {
      List<List<String>> records = new ArrayList<>();
      int columns = 1 + random.nextInt(4);
      for (int row = 0; row < 1 + random.nextInt(5); row++) {
        List<String> record = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
          int length = random.nextInt(round == 0 ? 50_000 : 6);
          record.add(
              random
                  .ints(length, 0, letters.length())
                  .mapToObj(i -> letters.substring(i, i + 1))
                  .collect(Collectors.joining())
                  .replace("\r", ""));
        }
        records.add(record);
      }
      String text =
          records.stream()
              .map(record ->
                  record.stream()
                      .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                      .collect(Collectors.joining(",")))
              .collect(Collectors.joining(random.nextBoolean() ? "\n" : "\r\n"));
      assertEquals(records, records(text));
    }
  }

  @Test
  void takesOneColumnForTheTarget() {
    CsvData data = read(CsvFormat.numbers("y"), "a,y,b\n1,2,3\n4,-5e-1,6\n");
    assertEquals(List.of("a", "b"), data.features());
    assertEquals(List.of(), data.classes());
    assertArrayEquals(new float[] {1, 3, 4, 6}, data.dataset().inputs().toFloatArray());
    assertEquals(Shape.of(2, 1), data.dataset().targets().shape());
    assertArrayEquals(new float[] {2, -0.5f}, data.dataset().targets().toFloatArray());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 3", "-1, 3", "-3, 1"})
  void findsTheTargetByNumber(String target, float value) {
    CsvFormat format = format(target, TargetType.NUMBER, List.of(), false, MissingValues.FAIL);
    CsvData data = read(format, "1,2,3\n");
    assertArrayEquals(new float[] {value}, data.dataset().targets().toFloatArray());
    assertEquals(2, data.features().size());
  }

  @Test
  void namesComeBeforeNumbers() {
    CsvData data = read(CsvFormat.numbers("0"), "5,0\n1,2\n");
    assertArrayEquals(new float[] {2}, data.dataset().targets().toFloatArray());
  }

  @Test
  void ignoresColumns() {
    CsvFormat format =
        format("y", TargetType.NUMBER, List.of("id", "-1"), true, MissingValues.FAIL);
    CsvData data = read(format, "id,a,y,note\nx1,1,2,hello\n");
    assertEquals(List.of("a"), data.features());
  }

  @Test
  void recordsTheVocabulary() {
    CsvData data = read(CsvFormat.classes("kind"), "a,kind\n1,pear\n2, apple\n3,pear\n");
    assertEquals(List.of("apple", "pear"), data.classes());
    assertEquals(Shape.of(3), data.dataset().targets().shape());
    assertArrayEquals(new long[] {1, 0, 1}, data.dataset().targets().toLongArray());
  }

  @Test
  void ordersNumbersAmongLabelsByValue() {
    CsvData data = read(CsvFormat.classes("k"), "a,k\n1,10\n1,9\n1,-1\n");
    assertEquals(List.of("-1", "9", "10"), data.classes());
  }

  @Test
  void thePositiveLabelIsOne() {
    String text = "a,k\n1,no\n1,yes\n";
    CsvData yes = read(CsvFormat.binary("k", ""), text);
    assertEquals(Shape.of(2, 1), yes.dataset().targets().shape());
    assertArrayEquals(new long[] {0, 1}, yes.dataset().targets().toLongArray());
    CsvData no = read(CsvFormat.binary("k", "no"), text);
    assertEquals(List.of("yes", "no"), no.classes());
    assertArrayEquals(new long[] {1, 0}, no.dataset().targets().toLongArray());
  }

  @Test
  void dropsRowsWithMissingValuesIfAsked() {
    CsvFormat format = format("y", TargetType.NUMBER, List.of("z"), true, MissingValues.DROP);
    CsvData data = read(format, "a,y,z\n1,2,\n,2,3\n3,NA,4\n4,?,5\n5,6,7\n");
    assertEquals(3, data.dropped());
    assertArrayEquals(new float[] {1, 5}, data.dataset().inputs().toFloatArray());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "a,y;1,2;3|data.csv, line 3: 1 fields, but line 1 has 2; add or remove a ',', or quote fields that hold one",
        "a,y;1,2;;3,4,5|data.csv, line 4: 3 fields, but line 1 has 2; add or remove a ',', or quote fields that hold one",
        "a,y;1,2;abc,4|data.csv, line 3, column 1 (a): 'abc' is no finite number; correct it, or leave the column out with ignore: [a]",
        "a,y;1,low|data.csv, line 2, column 2 (y): 'low' is no finite number; if it is a label, the target's type is class or binary",
        "a,y;1d,2|data.csv, line 2, column 1 (a): '1d' is no finite number; correct it, or leave the column out with ignore: [a]",
        "a,y;1e99,2|data.csv, line 2, column 1 (a): '1e99' is no finite number; correct it, or leave the column out with ignore: [a]",
        "a,y;1,|data.csv, line 2, column 2 (y): the value is missing; fill it in, or leave such rows out with missing: drop",
        "a,y;NaN,1|data.csv, line 2, column 1 (a): the value is missing; fill it in, or leave such rows out with missing: drop",
        "alpha,target;1,2|data.csv has no target 'y'; there are alpha, target",
        "alpha,yy;1,2|data.csv has no target 'y'; did you mean 'yy'?",
        "a,y,a;1,2,3|data.csv, line 1: two columns are named 'a'; rename one",
        "y;1|data.csv, line 1: no column is left for the inputs; is ',' the separator?",
        "a,y|data.csv has no rows below its header",
        "a,y;1,\"2|data.csv, line 2, column 2: the quote is never closed; add one, or double those inside",
        "a,y;1,\"2\"x|data.csv, line 2, column 2: 'x' follows a closing quote; double the quotes inside a field",
      })
  void errorsNamePlaceAndCure(String text, String message) {
    assertEquals(message, error(CsvFormat.numbers("y"), text.replace(';', '\n')));
  }

  @Test
  void refusesAnEmptyFile() {
    assertEquals("data.csv is empty", error(CsvFormat.numbers("y"), ""));
  }

  @Test
  void refusesOtherThanTwoLabelsForABinaryTarget() {
    assertEquals(
        "data.csv: a binary target has two labels, column 'k' has 3 [a, b, c]; is its type class?",
        error(CsvFormat.binary("k", ""), "x,k\n1,a\n1,b\n1,c\n"));
    assertEquals(
        "data.csv: no label is 'yess', the positive one; did you mean 'yes'?",
        error(CsvFormat.binary("k", "yess"), "x,k\n1,yes\n1,no\n"));
  }

  @Test
  void refusesAMissingFileAndOtherEncodings() throws IOException {
    Path missing = folder.resolve("none.csv");
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> CsvFormat.numbers("y").read(missing));
    assertEquals(missing + " does not exist; looked in " + folder, error.getMessage());
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "é,y\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        String.valueOf(
                assertThrows(ThalwegException.class, () -> CsvFormat.numbers("y").read(latin))
                    .getMessage())
            .contains("is not UTF-8"));
  }

  @Test
  void refusesSeparatorsThatAreNone() {
    for (String separator : List.of("", ";;", "\"", "\n")) {
      assertThrows(
          ThalwegException.class,
          () ->
              new CsvFormat(
                  "y", TargetType.NUMBER, "", List.of(), separator, true, MissingValues.FAIL));
    }
    assertThrows(
        ThalwegException.class,
        () ->
            new CsvFormat("y", TargetType.NUMBER, "yes", List.of(), ",", true, MissingValues.FAIL));
  }

  private static CsvFormat roles(
      TargetType type,
      List<String> further,
      MissingTargets missing,
      String weights,
      String sliceBy,
      String... ignore) {
    return new CsvFormat(
        "y",
        type,
        "",
        List.of(ignore),
        ",",
        true,
        MissingValues.FAIL,
        further,
        Optional.of(missing),
        weights,
        sliceBy);
  }

  @Test
  void severalTargetsMayEachBeMissing() {
    CsvFormat format = roles(TargetType.NUMBER, List.of("z"), MissingTargets.SKIP, "w", "");
    CsvData data = read(format, "y,a,z,w\n1,5,2,1\n,6,3,2\n4,7,NA,0.5\n");
    assertEquals(List.of("a"), data.features());
    assertEquals(Shape.of(3, 2), data.dataset().targets().shape());
    assertArrayEquals(
        new float[] {1, 2, Float.NaN, 3, 4, Float.NaN}, data.dataset().targets().toFloatArray());
    Tensor weights = Objects.requireNonNull(data.dataset().weights());
    assertEquals(Shape.of(3, 2), weights.shape());
    assertArrayEquals(new float[] {1, 1, 0, 2, 0.5f, 0}, weights.toFloatArray());
    assertEquals(0, data.dropped());
  }

  @Test
  void aMissingTargetDoesNotCountOrItsRowIsLeftOut() {
    String text = "y,a\nno,5\n,6\nyes,7\n";
    CsvData skipped = read(roles(TargetType.CLASS, List.of(), MissingTargets.SKIP, "", ""), text);
    assertEquals(List.of("no", "yes"), skipped.classes());
    assertArrayEquals(new long[] {0, 0, 1}, skipped.dataset().targets().toLongArray());
    assertArrayEquals(
        new float[] {1, 0, 1}, Objects.requireNonNull(skipped.dataset().weights()).toFloatArray());
    CsvData left = read(roles(TargetType.CLASS, List.of(), MissingTargets.DROP, "", ""), text);
    assertEquals(2, left.dataset().size());
    assertEquals(1, left.dropped());
    assertNull(left.dataset().weights());
    assertEquals(
        "data.csv, line 3, column 1 (y): the value is missing; fill it in, or leave such rows out with missing: drop",
        error(roles(TargetType.CLASS, List.of(), MissingTargets.FAIL, "", ""), text));
    assertEquals(
        "data.csv: no row has a target",
        error(roles(TargetType.NUMBER, List.of(), MissingTargets.SKIP, "", ""), "y,a\n,1\n"));
  }

  @Test
  void aColumnMayHoldWeightsAndAnotherSlices() {
    CsvFormat format =
        roles(TargetType.NUMBER, List.of(), MissingTargets.FAIL, "w", "region", "region");
    String text = "y,a,w,region\n1,5,2,south\n2,6,0,north\n3,7,1,south\n";
    CsvData data = read(format, text);
    assertEquals(List.of("a"), data.features());
    assertArrayEquals(
        new float[] {2, 0, 1}, Objects.requireNonNull(data.dataset().weights()).toFloatArray());
    Slices slices = Objects.requireNonNull(data.dataset().slices());
    assertEquals(List.of("north", "south"), slices.names());
    assertArrayEquals(new long[] {1, 0, 1}, slices.numbers().toLongArray());
    Slices selected = Objects.requireNonNull(data.dataset().select(1, 2).slices());
    assertArrayEquals(new long[] {0, 1}, selected.numbers().toLongArray());
    assertEquals(
        "data.csv, line 3, column 3 (w): a weight is 0 or more, was -0.5",
        error(format, text.replace("6,0,", "6,-0.5,")));
    assertEquals(
        "data.csv, line 3, column 3 (w): 'heavy' is no finite number; a weight is 0 or more",
        error(format, text.replace("6,0,", "6,heavy,")));
    assertEquals(
        "data.csv, line 3, column 4 (region): the value is missing; fill it in, or leave such rows out with missing: drop",
        error(format, text.replace("north", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zz | w | s | data.csv has no target 'zz'; there are y, a, w, s",
        "a | ww | s | data.csv has no column of weights 'ww'; did you mean 'w'?",
        "a | w | ss | data.csv has no column of slices 'ss'; did you mean 's'?",
        "y | w | s | data.csv: column 'y' is a target and something else; name another one",
        "w | w | s | data.csv: column 'w' is a target and something else; name another one",
      })
  void columnsOfEachRoleExistAndDiffer(
      String further, String weights, String slices, String message) {
    CsvFormat format =
        roles(TargetType.NUMBER, List.of(further), MissingTargets.FAIL, weights, slices);
    assertEquals(message, error(format, "y,a,w,s\n1,2,3,4\n"));
  }

  @Test
  void takesOtherSeparators() {
    CsvFormat format =
        new CsvFormat("y", TargetType.NUMBER, "", List.of(), ";", true, MissingValues.FAIL);
    assertArrayEquals(
        new float[] {1}, read(format, "a;y\n1;2\n").dataset().inputs().toFloatArray());
  }
}
