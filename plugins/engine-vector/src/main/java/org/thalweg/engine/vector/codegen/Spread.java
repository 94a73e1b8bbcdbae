package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.thalweg.engine.vector.ir.Known;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/**
 * Vectors of one number each: constants, and numbers of the row.
 *
 * <p>The compiler takes it to be cheap to spread a number over a vector, and does so anew at each
 * use inside a loop. That keeps the processor's ports for loads busy: a vector of its own for each
 * of the twenty constants of an exponential. What comes from memory it keeps in a register. So
 * before a loop constants are read from a table, and numbers of the row are written to scratch
 * memory and read again, as another type, or the compiler would see through it.
 */
final class Spread {
  /** The table of constants, the class data of a kernel. */
  private static final DynamicConstantDesc<MemorySegment> TABLE =
      DynamicConstantDesc.ofNamed(
          ConstantDescs.BSM_CLASS_DATA, ConstantDescs.DEFAULT_NAME, Names.SEGMENT);

  private final Frame frame;
  private final CodeBuilder c;
  private final VectorCode vectors;
  private final LaneType maskType;
  private final Constants table;

  /** Vectors that a loop has made before it starts. */
  private final Map<Lane, Integer> ready = new HashMap<>();

  private int rowNumbers;

  Spread(Frame frame, LaneType maskType, Constants table) {
    this.frame = frame;
    this.c = frame.c;
    this.vectors = new VectorCode(c);
    this.maskType = maskType;
    this.table = table;
  }

  /** Forgets the vectors of the last loop. */
  void leave() {
    ready.clear();
    rowNumbers = 0;
  }

  /** Makes a vector for one body that is run once. */
  void prepareOnce(Lane lane) {
    if (!ready.containsKey(lane)) {
      make(lane);
      keep(lane);
    }
  }

  /** Makes a vector for the body of a loop. */
  void prepare(Lane lane) {
    if (ready.containsKey(lane)) {
      return;
    }
    LaneType type = lane.type();
    if (type == LaneType.MASK) {
      make(lane);
    } else if (lane.op() instanceof Op.Const(long bits)) {
      vectors.pushSpecies(type);
      c.loadConstant(TABLE).loadConstant(table.offset(type, bits));
      vectors.from(type);
    } else {
      make(lane);
      if (!frame.code.shortRows() && rowNumbers < Phases.MOST_ROW_NUMBERS) {
        passThroughMemory(type);
      }
    }
    keep(lane);
  }

  private void passThroughMemory(LaneType type) {
    LaneType other = type.other();
    long offset = Phases.rowNumberOffset(rowNumbers++);
    vectors.reinterpret(type, other);
    c.aload(Frame.SCRATCH).loadConstant(offset);
    vectors.into(other);
    vectors.pushSpecies(type);
    c.aload(Frame.SCRATCH).loadConstant(offset);
    vectors.from(type);
  }

  private void keep(Lane lane) {
    int local = c.allocateLocal(TypeKind.REFERENCE);
    c.astore(local);
    ready.put(lane, local);
  }

  private void make(Lane lane) {
    LaneType type = lane.type();
    vectors.pushSpecies(type == LaneType.MASK ? maskType : type);
    if (lane.op() instanceof Op.Const(long bits)) {
      frame.pushConstant(type, bits);
    } else {
      c.loadLocal(Names.kind(type), Known.in(frame.scalars, lane));
    }
    if (type == LaneType.MASK) {
      vectors.maskAll(maskType);
    } else {
      vectors.broadcast(type);
    }
  }

  /** Pushes the vector of a number. */
  void push(Lane lane) {
    c.aload(Known.in(ready, lane));
  }
}
