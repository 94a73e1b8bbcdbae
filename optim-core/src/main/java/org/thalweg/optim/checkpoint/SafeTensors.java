package org.thalweg.optim.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;

/**
 * Named tensors and texts, as a file in the format of safetensors: eight bytes with the length of a
 * header, the header in JSON, and the bytes of the tensors, all little-endian and without gaps.
 *
 * <p>The format is that of github.com/huggingface/safetensors. Types are F32, F64, I32, I64 and
 * BOOL.
 *
 * @param tensors the tensors by name
 * @param metadata texts by key
 */
public record SafeTensors(
    SequencedMap<String, Tensor> tensors, SequencedMap<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final long LARGEST_HEADER = 100_000_000;
  private static final long CHUNK = 1L << 26;

  /** Copies the maps. */
  public SafeTensors {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
  }

  /** A tensor as the header has it; offsets are in bytes from the end of the header. */
  private record Entry(String name, DType dtype, Shape shape, long from, long to) {}

  /**
   * Writes the file. It is written under another name beside it, and then takes the place of what
   * was there, at once: a failure leaves that as it was.
   *
   * @throws ThalwegException if a tensor has a name that the format keeps for itself, or the file
   *     cannot be written
   */
  public void write(Path file) {
    if (tensors.containsKey(METADATA)) {
      throw new ThalwegException("no tensor may be named '%s'".formatted(METADATA));
    }
    Tensor.eval(tensors.values().toArray(Tensor[]::new));
    byte[] header = header();
    Path whole = file.toAbsolutePath();
    Path part = null;
    try {
      part = Files.createTempFile(whole.getParent(), whole.getFileName() + ".", ".part");
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        write(channel, length.putLong(0, header.length));
        write(channel, ByteBuffer.wrap(header));
        for (Tensor tensor : tensors.values()) {
          write(channel, tensor.storage());
        }
        channel.force(true);
      }
      move(part, whole);
    } catch (IOException e) {
      throw new ThalwegException("%s cannot be written: %s".formatted(file, e), e);
    } finally {
      delete(part);
    }
  }

  private static void move(Path part, Path whole) throws IOException {
    try {
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @SuppressWarnings("EmptyCatch") // the file has its place by now, or the failure is told
  private static void delete(@Nullable Path part) {
    try {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException _) {
      // it stays beside the file
    }
  }

  private byte[] header() {
    SequencedMap<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(METADATA, metadata);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = offset + tensor.size() * tensor.dtype().bytes();
      SequencedMap<String, Object> about = new LinkedHashMap<>();
      about.put("dtype", code(tensor.dtype()));
      about.put("shape", extents(tensor));
      about.put("data_offsets", List.of(offset, end));
      header.put(entry.getKey(), about);
      offset = end;
    }
    String text = Json.write(header);
    int padding = -text.getBytes(StandardCharsets.UTF_8).length & 7;
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Long> extents(Tensor tensor) {
    List<Long> extents = new ArrayList<>();
    for (int axis = 0; axis < tensor.rank(); axis++) {
      extents.add(tensor.dim(axis));
    }
    return extents;
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void write(FileChannel channel, Storage storage) throws IOException {
    MemorySegment bytes = storage.segment();
    for (long from = 0; from < bytes.byteSize(); from += CHUNK) {
      long length = Math.min(CHUNK, bytes.byteSize() - from);
      ByteBuffer chunk = bytes.asSlice(from, length).asByteBuffer();
      write(channel, little(chunk, storage.dtype()));
    }
  }

  /** Returns bytes in the order of the format; on little-endian machines they are in it already. */
  private static ByteBuffer little(ByteBuffer bytes, DType dtype) {
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN || dtype.bytes() == 1) {
      return bytes;
    }
    ByteBuffer swapped = ByteBuffer.allocate(bytes.remaining());
    for (int i = 0; i < swapped.capacity(); i++) {
      int first = i - i % dtype.bytes();
      swapped.put(i, bytes.get(first + dtype.bytes() - 1 - i % dtype.bytes()));
    }
    return swapped;
  }

  /** Returns the CRC-32C of the bytes of the tensors, in eight hexadecimal digits. */
  public String checksum() {
    CRC32C checksum = new CRC32C();
    for (Tensor tensor : tensors.values()) {
      MemorySegment bytes = tensor.storage().segment();
      for (long from = 0; from < bytes.byteSize(); from += CHUNK) {
        long length = Math.min(CHUNK, bytes.byteSize() - from);
        checksum.update(little(bytes.asSlice(from, length).asByteBuffer(), tensor.dtype()));
      }
    }
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  /**
   * Reads a file. The whole header is checked, and against the length of the file.
   *
   * @throws ThalwegException if it cannot be read, is damaged, cut off, or not of this format
   */
  public static SafeTensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return read(bytes);
    } catch (IOException e) {
      throw new ThalwegException("%s cannot be read: %s".formatted(file, e), e);
    } catch (ThalwegException e) {
      throw new ThalwegException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static SafeTensors read(MemorySegment bytes) throws CharacterCodingException {
    long size = bytes.byteSize();
    if (size < Long.BYTES) {
      throw new ThalwegException(
          "is no safetensors file: it has %d bytes, its header's length alone has 8"
              .formatted(size));
    }
    long length =
        bytes.asSlice(0, Long.BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LARGEST_HEADER) {
      throw new ThalwegException(
          "is no safetensors file: its first 8 bytes say that the header has %s bytes"
              .formatted(Long.toUnsignedString(length)));
    }
    if (length > size - Long.BYTES) {
      throw new ThalwegException(
          "is cut off or no safetensors file: a header of %d bytes in a file of %d"
              .formatted(length, size));
    }
    SequencedMap<String, Object> header = header(bytes.asSlice(Long.BYTES, length));
    SequencedMap<String, String> metadata = metadata(header.remove(METADATA));
    List<Entry> entries = new ArrayList<>();
    header.forEach((name, about) -> entries.add(entry(name, about)));
    MemorySegment data = bytes.asSlice(Long.BYTES + length);
    checkOffsets(entries, data.byteSize());
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    entries.forEach(entry -> tensors.put(entry.name, tensor(entry, data)));
    return new SafeTensors(tensors, metadata);
  }

  private static SequencedMap<String, Object> header(MemorySegment bytes)
      throws CharacterCodingException {
    try {
      return Json.object(
          StandardCharsets.UTF_8.newDecoder().decode(bytes.asByteBuffer()).toString());
    } catch (ThalwegException e) {
      throw new ThalwegException(
          "is damaged or no safetensors file: its header is no JSON of the format: "
              + e.getMessage(),
          e);
    } catch (CharacterCodingException e) {
      throw new ThalwegException(
          "is damaged or no safetensors file: its header is no text in UTF-8", e);
    }
  }

  private static SequencedMap<String, String> metadata(@Nullable Object value) {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    if (value == null) {
      return metadata;
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, text) -> metadata.put(String.valueOf(key), String.valueOf(text)));
      if (map.values().stream().allMatch(String.class::isInstance)) {
        return metadata;
      }
    }
    throw new ThalwegException("is damaged: '%s' is no map of texts".formatted(METADATA));
  }

  private static Entry entry(String name, Object about) {
    if (about instanceof Map<?, ?> map
        && map.size() == 3
        && map.get("dtype") instanceof String code
        && map.get("shape") instanceof List<?> shape
        && map.get("data_offsets") instanceof List<?> offsets
        && offsets.size() == 2
        && offsets.get(0) instanceof Long from
        && offsets.get(1) instanceof Long to) {
      long[] extents = new long[shape.size()];
      for (int i = 0; i < extents.length; i++) {
        extents[i] = shape.get(i) instanceof Long extent ? extent : -1;
        if (extents[i] < 0) {
          throw new ThalwegException(
              "is damaged: the tensor '%s' has the shape %s".formatted(name, shape));
        }
      }
      return new Entry(name, dtype(name, code), Shape.of(extents), from, to);
    }
    throw new ThalwegException("is damaged: of the tensor '%s' it says %s".formatted(name, about));
  }

  private static void checkOffsets(List<Entry> entries, long size) {
    long end = 0;
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    for (Entry entry : ordered) {
      if (entry.from != end || entry.to < entry.from || bytes(entry) != entry.to - entry.from) {
        throw new ThalwegException(
            "is damaged: the tensor '%s', %s of shape %s, has the bytes from %d to %d, should begin at %d"
                .formatted(entry.name, entry.dtype, entry.shape, entry.from, entry.to, end));
      }
      end = entry.to;
    }
    if (end != size) {
      throw new ThalwegException(
          "is %s: there are %d bytes of tensors, should be %d"
              .formatted(size < end ? "cut off" : "damaged", size, end));
    }
  }

  private static long bytes(Entry entry) {
    try {
      return Math.multiplyExact(entry.shape.size(), (long) entry.dtype.bytes());
    } catch (ArithmeticException _) {
      return -1;
    }
  }

  private static Tensor tensor(Entry entry, MemorySegment data) {
    Storage storage = Storage.allocate(entry.dtype, entry.shape.size());
    MemorySegment from = data.asSlice(entry.from, entry.to - entry.from);
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      storage.segment().copyFrom(from);
    } else {
      for (long at = 0; at < from.byteSize(); at += CHUNK) {
        long length = Math.min(CHUNK, from.byteSize() - at);
        ByteBuffer chunk = little(from.asSlice(at, length).asByteBuffer(), entry.dtype);
        storage.segment().asSlice(at, length).copyFrom(MemorySegment.ofBuffer(chunk));
      }
    }
    return Tensor.of(entry.shape, storage);
  }

  private static String code(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
      case INT32 -> "I32";
      case INT64 -> "I64";
      case BOOL -> "BOOL";
    };
  }

  private static DType dtype(String name, String code) {
    for (DType dtype : DType.values()) {
      if (code(dtype).equals(code)) {
        return dtype;
      }
    }
    throw new ThalwegException(
        "has the tensor '%s' of type %s; types are F32, F64, I32, I64 and BOOL"
            .formatted(name, code));
  }
}
