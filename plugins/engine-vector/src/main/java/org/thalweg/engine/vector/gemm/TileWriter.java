package org.thalweg.engine.vector.gemm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.NativeSegment;
import org.thalweg.engine.vector.codegen.QuickTier;
import org.thalweg.engine.vector.lane.LaneType;

/** Writes the method of a vector tile: its sums are kept in registers, one local variable each. */
final class TileWriter {
  private static final ClassDesc SEGMENT = of(MemorySegment.class);
  private static final ClassDesc ORDER = of(ByteOrder.class);
  private static final String VECTORS = "jdk.incubator.vector.";
  private static final ClassDesc SPECIES_TYPE = ClassDesc.of(VECTORS + "VectorSpecies");
  private static final ClassDesc VECTOR = ClassDesc.of(VECTORS + "Vector");
  private static final ClassDesc MASK = ClassDesc.of(VECTORS + "VectorMask");
  private static final ClassDesc SPECIES =
      ClassDesc.of(Machine.class.getPackageName() + ".Species");

  // parameters of Tile.run
  private static final int LEFT = 1;
  private static final int LEFT_OFFSET = 2;
  private static final int RIGHT = 3;
  private static final int RIGHT_OFFSET = 4;
  private static final int B = 5;
  private static final int B_OFFSET = 6;
  private static final int B_STEP = 8;
  private static final int C = 10;
  private static final int C_OFFSET = 11;
  private static final int C_ROW = 13;
  private static final int DEPTH = 15;
  private static final int ROWS = 17;
  private static final int COLUMNS = 18;
  private static final int FIRST = 19;

  /** Products of vectors in a turn of the loop; with more the compiler gives up. */
  private static final int MOST_PRODUCTS = 48;

  private final CodeBuilder c;
  private final TileShape shape;
  private final LaneType type;
  private final ClassDesc vector;
  private final ClassDesc number;
  private final int vectorBytes = Machine.vectorBytes();
  private final int[][] sums;
  private final int[] resultRows;
  private final int mask;
  private final int left;
  private final int right;
  private final int k;

  /** Inner indices of a turn of the loop, a divisor of {@link Left#TOGETHER}. */
  private final int together;

  private TileWriter(CodeBuilder c, TileShape shape) {
    this.c = c;
    this.shape = shape;
    this.type = shape.type();
    this.vector = ClassDesc.of(VECTORS + (type == LaneType.F32 ? "FloatVector" : "DoubleVector"));
    this.number = type == LaneType.F32 ? ConstantDescs.CD_float : ConstantDescs.CD_double;
    this.sums = new int[shape.rows()][shape.vectors()];
    this.resultRows = new int[shape.rows()];
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.vectors(); j++) {
        sums[i][j] = c.allocateLocal(TypeKind.REFERENCE);
      }
      resultRows[i] = c.allocateLocal(TypeKind.LONG);
    }
    this.mask = c.allocateLocal(TypeKind.REFERENCE);
    this.left = c.allocateLocal(TypeKind.REFERENCE);
    this.right = c.allocateLocal(TypeKind.REFERENCE);
    this.k = c.allocateLocal(TypeKind.INT);
    int products = shape.rows() * shape.vectors();
    this.together =
        !shape.packed() || !Machine.ordersReads()
            ? 1
            : Left.TOGETHER * products > MOST_PRODUCTS ? Left.TOGETHER / 2 : Left.TOGETHER;
  }

  private static ClassDesc of(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  static void write(CodeBuilder c, TileShape shape) {
    new TileWriter(c, shape).run();
  }

  private void run() {
    QuickTier.skip(c, DEPTH);
    NativeSegment.check(c, C);
    c.aload(LEFT).checkcast(number.arrayType()).astore(left);
    if (shape.packed()) {
      c.aload(RIGHT).checkcast(number.arrayType()).astore(right);
    } else {
      NativeSegment.check(c, B);
    }
    if (shape.masked()) {
      // how much of the last vector counts
      pushSpecies();
      c.iconst_0().iload(COLUMNS).loadConstant((shape.vectors() - 1) * length()).isub();
      c.invokeinterface(
          SPECIES_TYPE,
          "indexInRange",
          MethodTypeDesc.of(MASK, ConstantDescs.CD_int, ConstantDescs.CD_int));
      c.astore(mask);
    }
    for (int i = 0; i < shape.rows(); i++) {
      // rows that do not count go where the last that does goes after them
      c.loadConstant(i).iload(ROWS).iconst_1().isub();
      c.invokestatic(
          of(Math.class),
          "min",
          MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int));
      c.i2l().lload(C_ROW).lmul().lload(C_OFFSET).ladd().lstore(resultRows[i]);
    }
    start();
    Label top = c.newLabel();
    Label end = c.newLabel();
    int depth = c.allocateLocal(TypeKind.INT);
    // bounds from which the compiler sees that sums of these do not overflow
    c.lload(DEPTH).l2i().loadConstant(together - 1).iadd();
    c.loadConstant(2 * Left.depth(type) - together).iand().istore(depth);
    bound(LEFT_OFFSET, Left.TILES * shape.rows() * Left.pitch(type));
    bound(RIGHT_OFFSET, Right.PANELS * Right.elements(type));
    c.iconst_0().istore(k);
    c.labelBinding(top).iload(k).iload(depth).if_icmpge(end);
    for (int ahead = 0; ahead < together; ahead++) {
      step(ahead);
    }
    c.iinc(k, together).goto_(top);
    c.labelBinding(end);
    store();
    c.return_();
  }

  /** Tells the compiler that a parameter is not much more than a number. */
  private void bound(int local, int most) {
    c.iload(local).loadConstant(2 * Integer.highestOneBit(most) - 1).iand().istore(local);
  }

  private int length() {
    return vectorBytes / type.bytes();
  }

  private void pushSpecies() {
    c.getstatic(SPECIES, type.name(), SPECIES_TYPE);
  }

  private boolean isCut(int j) {
    return shape.masked() && j == shape.vectors() - 1;
  }

  private void zero(int local) {
    pushSpecies();
    c.invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES_TYPE)).astore(local);
  }

  /** Reads a vector; stack: species, segment, offset. */
  private void from(boolean cut) {
    c.getstatic(SPECIES, "ORDER", ORDER);
    if (cut) {
      c.aload(mask)
          .invokestatic(
              vector,
              "fromMemorySegment",
              MethodTypeDesc.of(vector, SPECIES_TYPE, SEGMENT, ConstantDescs.CD_long, ORDER, MASK));
    } else {
      c.invokestatic(
          vector,
          "fromMemorySegment",
          MethodTypeDesc.of(vector, SPECIES_TYPE, SEGMENT, ConstantDescs.CD_long, ORDER));
    }
  }

  private void pushResultOffset(int i, int j) {
    c.lload(resultRows[i]);
    if (j > 0) {
      c.loadConstant((long) j * vectorBytes).ladd();
    }
  }

  /** Sets the sums to what the result holds, or to zero. */
  private void start() {
    Label add = c.newLabel();
    Label end = c.newLabel();
    c.iload(FIRST).ifeq(add);
    for (int[] row : sums) {
      for (int local : row) {
        zero(local);
      }
    }
    c.goto_(end).labelBinding(add);
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.vectors(); j++) {
        pushSpecies();
        c.aload(C);
        pushResultOffset(i, j);
        from(isCut(j));
        c.astore(sums[i][j]);
      }
    }
    c.labelBinding(end);
  }

  /** Adds the products of one inner index, so many after the first of the turn. */
  private void step(int ahead) {
    int[] row = new int[shape.vectors()];
    order();
    for (int j = 0; j < row.length; j++) {
      row[j] = c.allocateLocal(TypeKind.REFERENCE);
      if (shape.packed()) {
        fromArray(ahead, j);
      } else {
        pushSpecies();
        c.aload(B).lload(B_OFFSET).iload(k).i2l().lload(B_STEP).lmul().ladd();
        if (j > 0) {
          c.loadConstant((long) j * vectorBytes).ladd();
        }
        from(isCut(j));
      }
      c.astore(row[j]);
    }
    int element = c.allocateLocal(TypeKind.REFERENCE);
    for (int i = 0; i < shape.rows(); i++) {
      if (i > 0) {
        order();
      }
      pushSpecies();
      c.aload(left).iload(k).iload(LEFT_OFFSET).iadd();
      c.loadConstant(i * Left.pitch(type) + ahead).iadd();
      c.arrayLoad(TypeKind.from(number));
      c.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES_TYPE, number))
          .astore(element);
      for (int j = 0; j < row.length; j++) {
        c.aload(element).aload(row[j]).aload(sums[i][j]);
        c.invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR))
            .astore(sums[i][j]);
      }
    }
  }

  /**
   * Keeps what is read from here on from being read before, where that costs nothing. The compiler
   * would read the elements of all rows first, for which there are no registers.
   */
  private void order() {
    if (Machine.ordersReads()) {
      c.invokestatic(
          of(VarHandle.class), "loadLoadFence", MethodTypeDesc.of(ConstantDescs.CD_void));
    }
  }

  /** Reads a vector of the packed right operand. */
  private void fromArray(int ahead, int j) {
    pushSpecies();
    c.aload(right).iload(k).loadConstant(Right.width(type)).imul();
    c.iload(RIGHT_OFFSET).iadd();
    c.loadConstant(ahead * Right.width(type) + j * length()).iadd();
    c.invokestatic(
        vector,
        "fromArray",
        MethodTypeDesc.of(vector, SPECIES_TYPE, number.arrayType(), ConstantDescs.CD_int));
  }

  /** Writes the last row first: those that do not count are overwritten by the last that does. */
  private void store() {
    for (int i = shape.rows() - 1; i >= 0; i--) {
      for (int j = 0; j < shape.vectors(); j++) {
        c.aload(sums[i][j]).aload(C);
        pushResultOffset(i, j);
        c.getstatic(SPECIES, "ORDER", ORDER);
        if (isCut(j)) {
          c.aload(mask)
              .invokevirtual(
                  vector,
                  "intoMemorySegment",
                  MethodTypeDesc.of(
                      ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER, MASK));
        } else {
          c.invokevirtual(
              vector,
              "intoMemorySegment",
              MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER));
        }
      }
    }
  }
}
