package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertSameBits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.optim.checkpoint.Checkpoint;
import org.thalweg.optim.checkpoint.Description;
import org.thalweg.optim.checkpoint.Manifest;
import org.thalweg.optim.checkpoint.SafeTensors;
import org.thalweg.optim.function.TestFunction;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.Frozen;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.run.Descent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** States in files. */
class CheckpointTest {
  private static final Parameters START =
      Parameters.of("x", Tensor.of(Shape.of(2), DType.FLOAT64, -1.2, 1));

  @TempDir Path folder;

  /** Returns compiled steps down Rosenbrock's function, of each parameter. */
  private static <S> CompiledStep<Descent.State<S>, List<Tensor>, Tensor> compiled(
      Descent<S> descent, Parameters start) {
    return CompiledStep.of(
        descent.start(start),
        List.of(),
        (state, _) -> {
          Stepped<Descent.State<S>, Tensor> step =
              descent.step(
                  state,
                  p ->
                      Tensors.sum(
                          p.tensors().values().stream().map(TestFunction.ROSENBROCK::value)));
          return new Stepped<>(step.state(), step.output());
        });
  }

  private static void run(CompiledStep<?, List<Tensor>, Tensor> step, int count) {
    for (int i = 0; i < count; i++) {
      step.run(List.of());
    }
  }

  @Test
  void everyOptimizerGoesOnWithTheSameBits() {
    for (Optimizer optimizer : new CoreOptimizersContractTest().optimizers()) {
      goesOn(optimizer, optimizer.transform(), START);
    }
  }

  /** What is frozen is in the file too, and stays frozen; the others go on. */
  @Test
  void whatIsPartlyFrozenGoesOnWithTheSameBits() {
    SequencedMap<String, Tensor> both = new LinkedHashMap<>(START.tensors());
    both.put("y", Tensor.of(Shape.of(2), DType.FLOAT64, 0.5, -0.25));
    Parameters start = new Parameters(both);
    for (String match : List.of("y", "x", "*")) {
      Frozen frozen = new Frozen(match, new Adam(0.1));
      Parameters end = goesOn(frozen, frozen.transform(), start);
      start
          .tensors()
          .forEach((name, tensor) ->
              assertEquals(
                  match.equals(name) || match.equals("*"),
                  Arrays.equals(tensor.toDoubleArray(), end.get(name).toDoubleArray()),
                  () -> name + " where " + match + " is frozen"));
    }
  }

  /** Returns the parameters after 100 steps. */
  private <S> Parameters goesOn(
      Optimizer optimizer, GradientTransform<S> transform, Parameters start) {
    CompiledStep<Descent.State<S>, List<Tensor>, Tensor> whole =
        compiled(new Descent<>(transform), start);
    run(whole, 50);
    Path file = folder.resolve("state.safetensors");
    Checkpoint.save(file, optimizer, whole.view());
    assertEquals(50, Checkpoint.manifest(file).step());
    run(whole, 50);
    Descent<S> fresh = new Descent<>(transform);
    CompiledStep<Descent.State<S>, List<Tensor>, Tensor> rest = compiled(fresh, start);
    rest.state(Checkpoint.load(file, optimizer, fresh, start.zerosLike()));
    run(rest, 50);
    assertSameBits(whole.state(), rest.state(), optimizer.toString());
    return rest.state().parameters();
  }

  private static SafeTensors some() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("floats", Tensor.of(new float[][] {{1, -2.5f, Float.NaN}}));
    tensors.put("doubles \"x\" \u00e9", Tensor.of(Math.PI, Double.NEGATIVE_INFINITY, -0.0));
    tensors.put("ints", Tensor.of(1, -2));
    tensors.put("longs", Tensor.of(Long.MIN_VALUE, 7L));
    tensors.put("bools", Tensor.of(true, false, true));
    tensors.put("none", Tensor.zeros(Shape.of(0, 4)));
    tensors.put("scalar", Tensor.scalar(3, DType.INT64));
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    texts.put("a \\ b", "line\nline \u0001 \u20ac");
    return new SafeTensors(tensors, texts);
  }

  @Test
  void allTypesComeBack() {
    Path file = folder.resolve("some.safetensors");
    some().write(file);
    SafeTensors read = SafeTensors.read(file);
    assertEquals(some().metadata(), read.metadata());
    assertEquals(some().tensors().keySet(), read.tensors().keySet());
    some()
        .tensors()
        .forEach((name, tensor) -> {
          Tensor other = read.tensors().getOrDefault(name, Tensor.scalar(0));
          assertEquals(tensor.spec(), other.spec(), name);
          assertArrayEquals(tensor.toDoubleArray(), other.toDoubleArray(), name);
        });
  }

  /** The format by another reader: Jackson for the header, offsets by hand. */
  @Test
  void theFormatIsThatOfSafetensors() throws IOException {
    Path file = folder.resolve("some.safetensors");
    some().write(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong(0));
    assertEquals(0, length % 8);
    JsonNode header =
        JsonMapper.builder()
            .build()
            .readTree(new String(bytes.array(), 8, length, StandardCharsets.UTF_8));
    assertEquals("line\nline \u0001 \u20ac", header.get("__metadata__").get("a \\ b").asString());
    JsonNode doubles = header.get("doubles \"x\" \u00e9");
    assertEquals("F64", doubles.get("dtype").asString());
    assertEquals(3, doubles.get("shape").get(0).asInt());
    int at = 8 + length + doubles.get("data_offsets").get(0).asInt();
    assertEquals(Math.PI, bytes.getDouble(at));
    JsonNode bools = header.get("bools");
    assertEquals(1, bytes.get(8 + length + bools.get("data_offsets").get(1).asInt() - 1));
    assertEquals(0, header.get("scalar").get("shape").size());
  }

  private static String message(Path file) {
    return String.valueOf(
        assertThrows(ThalwegException.class, () -> SafeTensors.read(file)).getMessage());
  }

  @Test
  void everyCutAndManyWoundsAreErrors() throws IOException {
    Path file = folder.resolve("some.safetensors");
    some().write(file);
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertTrue(message(cut).startsWith(cut + ": is "), message(cut));
    }
    Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
    assertTrue(message(cut).contains("is damaged"), message(cut));
    for (int i = 0; i < 8 + whole[0]; i++) {
      byte[] wounded = whole.clone();
      wounded[i] ^= 0x15;
      Files.write(cut, wounded);
      try {
        SafeTensors.read(cut); // a wound in a name or a text is not seen
      } catch (ThalwegException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(cut + ": "), e.getMessage());
      }
    }
  }

  @Test
  void foreignFilesAreErrors() throws IOException {
    Path file = folder.resolve("foreign");
    Files.writeString(file, "PK\u0003\u0004 something that is no such file, and long enough");
    assertTrue(message(file).contains("is no safetensors file"), message(file));
    assertTrue(message(folder.resolve("absent")).contains("cannot be read"), "absent");
    header(file, "{\"a\":{\"dtype\":\"F16\",\"shape\":[0],\"data_offsets\":[0,0]}}");
    assertTrue(message(file).contains("has the tensor 'a' of type F16"), message(file));
    header(file, "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}");
    assertTrue(message(file).contains("the tensor 'a'"), message(file));
    header(file, "{\"a\":1,\"a\":2}");
    assertTrue(message(file).contains("'a' stands there twice"), message(file));
    header(file, "[[[[[[[[[[[[[[[[[[[[");
    assertTrue(message(file).contains("is no JSON of the format"), message(file));
  }

  private static void header(Path file, String json) throws IOException {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(text.length).put(text).array());
  }

  @Test
  void aStateThatDoesNotFitIsRefused() {
    Path file = folder.resolve("adam");
    Adam adam = new Adam(0.1);
    Descent<?> descent = Descent.by(adam);
    Checkpoint.save(file, adam, descent.start(START));
    refused(file, "is of the optimizer 'adam', not of 'sgd'", new Sgd(0.1, 0), START);
    refused(
        file,
        "'parameters.tensors.x' is float64[2], should be float32[2]",
        adam,
        START.map(p -> p.to(DType.FLOAT32).eval()));
    refused(file, "it lacks parameters.tensors.y", adam, Parameters.of("y", START.get("x")));
  }

  private static void refused(Path file, String part, Optimizer optimizer, Parameters parameters) {
    String message =
        String.valueOf(
            assertThrows(
                    ThalwegException.class,
                    () -> Checkpoint.load(file, optimizer, Descent.by(optimizer), parameters))
                .getMessage());
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(part), message);
  }

  @Test
  void theManifestSaysWhatItIs() {
    Path file = folder.resolve("adam");
    Manifest manifest = Manifest.of(new Adam(0.1), 7, OptionalLong.of(-3));
    Checkpoint.save(file, manifest, Map.of("a", Tensor.of(1.0)));
    assertEquals(manifest, Checkpoint.manifest(file));
    SequencedMap<String, String> run = Description.flat("optimizer", new Adam(0.1));
    assertEquals("0.1", run.get("optimizer.learningRate"));
    run.put("data \"x\"", "\u00e9");
    Checkpoint.save(file, manifest.run(run), Map.of("a", Tensor.of(1.0)));
    assertEquals(manifest.run(run), Checkpoint.manifest(file));
    assertEquals("adam", manifest.optimizer());
    assertEquals("0.1", manifest.schedule());
    assertEquals(
        "{\"name\":\"adam\",\"learningRate\":0.1,\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1.0E-8,"
            + "\"weightDecay\":0.0,\"amsgrad\":false}",
        manifest.configuration());
  }

  @Test
  void aWoundInATensorIsAnError() throws IOException {
    Path file = folder.resolve("adam");
    Checkpoint.save(file, new Adam(0.1), Descent.by(new Adam(0.1)).start(START));
    byte[] whole = Files.readAllBytes(file);
    for (int i = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        i < whole.length;
        i++) {
      byte[] wounded = whole.clone();
      wounded[i] ^= 1;
      Files.write(file, wounded);
      assertTrue(noCheckpoint(file).startsWith(file + ": is damaged: the checksum"), "byte " + i);
    }
  }

  @Test
  void laterVersionsAndOtherFilesAreNoCheckpoints() {
    Path file = folder.resolve("later");
    SequencedMap<String, Tensor> none = new LinkedHashMap<>();
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    new SafeTensors(none, texts).write(file);
    assertTrue(noCheckpoint(file).contains("but no checkpoint"), noCheckpoint(file));
    texts.put("thalweg.format", "2");
    new SafeTensors(none, texts).write(file);
    assertTrue(
        noCheckpoint(file).contains("is of version 2, this program reads versions up to 1"),
        noCheckpoint(file));
  }

  private static String noCheckpoint(Path file) {
    return String.valueOf(
        assertThrows(ThalwegException.class, () -> Checkpoint.manifest(file)).getMessage());
  }

  @Test
  void aFailureLeavesWhatWasThere() throws IOException {
    Path file = folder.resolve("good");
    some().write(file);
    byte[] before = Files.readAllBytes(file);
    Tensor bad = Tensor.of(1.0);
    Tensor guarded = bad.guard(bad.gt(2), "no", bad);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Map.of("a", guarded));
    assertThrows(
        ThalwegException.class, () -> new SafeTensors(tensors, new LinkedHashMap<>()).write(file));
    assertArrayEquals(before, Files.readAllBytes(file));
    assertThrows(
        ThalwegException.class, () -> some().write(folder.resolve("absent").resolve("file")));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }
}
