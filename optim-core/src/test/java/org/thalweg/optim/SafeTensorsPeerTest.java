package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertSameBits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.checkpoint.Checkpoint;
import org.thalweg.optim.checkpoint.Manifest;
import org.thalweg.optim.checkpoint.SafeTensors;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.run.Descent;
import tools.jackson.databind.JsonNode;

/**
 * Files that we wrote were read by Python's safetensors with the same numbers, and those that it
 * wrote we read: {@code golden/safetensors} has the files, and what Python has in them. {@code
 * -Dsafetensors.update=true} writes ours again; then its script is run.
 */
class SafeTensorsPeerTest {
  private static final Path HERE = Path.of("src/test/resources/golden/safetensors");
  private static final JsonNode NUMBERS = Golden.read("safetensors/numbers.json");
  private static final String TYPES = "ours-types.safetensors";
  private static final String STATE = "ours-state.safetensors";
  private static final Adam ADAM = new Adam(0.1);

  @TempDir Path folder;

  private static SafeTensors types() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "doubles",
        Tensor.of(
            Math.PI,
            -0.0,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            Double.MIN_VALUE,
            Double.MAX_VALUE));
    tensors.put("b\"o\\ols \u20ac", Tensor.of(true, false, true));
    tensors.put(
        "floats", Tensor.of(new float[][] {{1, -2.5f, Float.NaN}, {0.1f, -0f, Float.MIN_VALUE}}));
    tensors.put("longs", Tensor.of(Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1));
    tensors.put("ints", Tensor.of(Integer.MIN_VALUE, 7));
    tensors.put("none", Tensor.zeros(Shape.of(0, 4)));
    tensors.put("scalar", Tensor.scalar(3, DType.INT64));
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    texts.put("a \\ b", "line\nline \u0001 \"\u20ac\"");
    return new SafeTensors(tensors, texts);
  }

  private static Parameters start() {
    SequencedMap<String, Tensor> start = new LinkedHashMap<>();
    start.put(
        "0.weight", Tensor.of(Shape.of(2, 3), DType.FLOAT32, 0.1, -0.2, 0.3, 1.5, -1.25, 1e-3));
    start.put("0.bias", Tensor.of(Shape.of(3), DType.FLOAT32, 1, 2, -1));
    return new Parameters(start);
  }

  private static void writeState(Path file, Object state) {
    Checkpoint.save(file, Manifest.of(ADAM, 3, OptionalLong.of(-17)), state);
  }

  @Test
  void filesAreWrittenAsThoseThatPythonHasRead() throws IOException {
    if (Boolean.getBoolean("safetensors.update")) {
      types().write(HERE.resolve(TYPES));
      Descent<?> descent = Descent.by(ADAM);
      writeState(HERE.resolve(STATE), after(descent, 3));
      return;
    }
    Path file = folder.resolve(TYPES);
    types().write(file);
    assertArrayEquals(Files.readAllBytes(HERE.resolve(TYPES)), Files.readAllBytes(file));
    writeState(folder.resolve(STATE), loaded(STATE));
    assertArrayEquals(
        Files.readAllBytes(HERE.resolve(STATE)), Files.readAllBytes(folder.resolve(STATE)));
  }

  private static <S> Descent.State<S> after(Descent<S> descent, int steps) {
    Descent.State<S> state = descent.start(start());
    for (int i = 0; i < steps; i++) {
      state = descent.step(state, state.parameters().map(p -> p.mul(2).eval()));
    }
    return state;
  }

  private static Descent.State<?> loaded(String name) {
    return Checkpoint.load(HERE.resolve(name), ADAM, Descent.by(ADAM), start());
  }

  /** What Python has in each file is what we have. */
  @Test
  void numbersAreThoseThatPythonHas() {
    for (String name :
        List.of(TYPES, STATE, "theirs-types.safetensors", "theirs-state.safetensors")) {
      SafeTensors read = SafeTensors.read(HERE.resolve(name));
      JsonNode json = NUMBERS.get(name);
      assertEquals(Golden.config(json.get("metadata")), read.metadata(), name);
      JsonNode tensors = json.get("tensors");
      assertEquals(Set.copyOf(tensors.propertyNames()), read.tensors().keySet(), name);
      for (Map.Entry<String, Tensor> entry : read.tensors().entrySet()) {
        check(name + ", " + entry.getKey(), tensors.get(entry.getKey()), entry.getValue());
      }
    }
  }

  private static void check(String what, JsonNode expected, Tensor actual) {
    List<String> codes = List.of("F32", "F64", "I32", "I64", "BOOL");
    List<DType> types = List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.BOOL);
    assertEquals(types.get(codes.indexOf(expected.get("dtype").asString())), actual.dtype(), what);
    assertEquals(
        Shape.of(expected.get("shape").valueStream().mapToLong(JsonNode::asLong).toArray()),
        actual.shape(),
        what);
    for (int i = 0; i < actual.size(); i++) {
      String text = expected.get("values").get(i).asString();
      if (actual.dtype().isInteger()) {
        assertEquals(Long.parseLong(text), actual.storage().getLong(i), what);
      } else {
        assertEquals(Double.parseDouble(text), actual.storage().getDouble(i), what);
      }
    }
    assertEquals(expected.get("values").size(), actual.size(), what);
  }

  /** Python doubled the parameters of the checkpoint, and a run goes on with them. */
  @Test
  void aCheckpointThatPythonWroteIsLoaded() {
    Descent.State<?> ours = loaded(STATE);
    Descent.State<?> theirs = loaded("theirs-state.safetensors");
    assertSameBits(ours.parameters().map(p -> p.mul(2).eval()), theirs.parameters(), "parameters");
    assertSameBits(ours.memory(), theirs.memory(), "memory");
    assertSameBits(ours.steps(), theirs.steps(), "steps");
    Manifest manifest = Checkpoint.manifest(HERE.resolve("theirs-state.safetensors"));
    assertEquals(Manifest.of(ADAM, 3, OptionalLong.of(-17)), manifest);
    assertTrue(theirs.parameters().names().containsAll(start().names()));
  }
}
