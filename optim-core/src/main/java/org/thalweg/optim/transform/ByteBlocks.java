package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Floats in a byte each: blocks of 2048 elements with their largest size, and of each element the
 * place of its share of that size in a code of 255 numbers.
 *
 * <p>The code has seven decades, from 1e-7 to 1, each of twice as many numbers as the one below it,
 * so the error is about constant for small shares and below a hundredth for large ones: the dynamic
 * tree of Dettmers et al., "8-bit optimizers via block-wise quantization", 2022, arXiv:2110.02861.
 * A decade is cut into equal parts, and a part is known by its middle. Shares below 1e-7 are 0
 * where there are signs, else the least share of the code.
 */
final class ByteBlocks {
  /** The number of elements of a block. */
  static final int BLOCK = 2048;

  private static final int DECADES = 7;
  private static final int BYTES = 4;

  private ByteBlocks() {}

  /**
   * Some floats.
   *
   * @param codes four to an int32, shape [blocks, 512]
   * @param largest the largest size of each block, float32, shape [blocks, 1]
   */
  record Packed(Tensor codes, Tensor largest) {}

  /** Returns zeros for a tensor. */
  static Packed zeros(Tensor tensor) {
    long blocks = blocks(tensor);
    return new Packed(
        Tensor.full(Shape.of(blocks, BLOCK / BYTES), DType.INT32, 0),
        Tensor.full(Shape.of(blocks, 1), DType.FLOAT32, 0));
  }

  private static long blocks(Tensor tensor) {
    return (tensor.size() + BLOCK - 1) / BLOCK;
  }

  /**
   * Returns a tensor in bytes.
   *
   * @param signed whether there are negative elements, which halves the number of parts
   */
  static Packed pack(Tensor tensor, boolean signed) {
    long blocks = blocks(tensor);
    Tensor flat = tensor.reshape(-1).pad(0, 0, blocks * BLOCK - tensor.size(), 0);
    Tensor rows = flat.reshape(blocks, BLOCK);
    Tensor largest = rows.abs().maxKeep(1).to(DType.FLOAT32);
    Tensor divisor = largest.to(tensor.dtype());
    Tensor share = rows.abs().div(where(divisor.eq(0), 1, divisor)).minimum(1);
    Tensor place = code(share, signed ? 1 : 2);
    // what is divided by stays above 0
    Tensor code = signed ? place : where(share.gt(0), place.maximum(2), 0);
    Tensor bits = signed ? where(rows.lt(0), code.add(128), code) : code;
    Tensor words = bits.to(DType.INT32).reshape(blocks, BLOCK / BYTES, BYTES);
    Tensor packed = words.select(2, 0);
    for (int i = 1; i < BYTES; i++) {
      packed = packed.or(words.select(2, i).shiftLeft(8 * i));
    }
    return new Packed(packed, largest);
  }

  /** Returns a tensor of the shape and type of another. */
  static Tensor unpack(Packed packed, Tensor like, boolean signed) {
    Tensor[] bytes = new Tensor[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = packed.codes.shiftLeft(24 - 8 * i).shiftRight(24);
    }
    Tensor bits = Tensors.stack(2, bytes).to(like.dtype());
    Tensor negative = bits.ge(128);
    Tensor size = share(signed ? where(negative, bits.sub(128), bits) : bits, signed ? 1 : 2);
    Tensor value = signed ? where(negative, size.neg(), size) : size;
    Tensor rows = value.reshape(packed.largest.dim(0), BLOCK).mul(packed.largest.to(like.dtype()));
    return rows.reshape(-1).slice(0, 0, like.size()).reshape(like.shape());
  }

  /** Returns the place of shares from 0 to 1; decade d has {@code 2^d parts} of them. */
  private static Tensor code(Tensor share, int parts) {
    Tensor zero = Tensors.zerosLike(share);
    Tensor code = zero;
    for (int decade = 0; decade < DECADES; decade++) {
      double count = parts * (double) (1 << decade);
      double top = Math.pow(10, decade + 1 - DECADES);
      Tensor part = share.div(top).sub(0.1).mul(count / 0.9).floor().clamp(0, count - 1);
      code = where(share.ge(top * 0.1), part.add(count), code);
    }
    return code;
  }

  /** Returns the shares of places. */
  private static Tensor share(Tensor code, int parts) {
    Tensor share = Tensors.zerosLike(code);
    for (int decade = 0; decade < DECADES; decade++) {
      double count = parts * (double) (1 << decade);
      double top = Math.pow(10, decade + 1 - DECADES);
      Tensor middle = code.sub(count - 0.5).mul(0.9 / count).add(0.1).mul(top);
      share = where(code.ge(count), middle, share);
    }
    return share;
  }
}
