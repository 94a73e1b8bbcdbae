package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * Reads the next row while this one is computed: the first pass over a row does little but wait for
 * memory, and a later one that computes much leaves memory idle. What is read comes to nothing; it
 * is only written to scratch memory, so that the compiler keeps the reads.
 */
final class NextRow {
  /** Elements of a row that is read ahead: more would push others out of the nearer caches. */
  private static final long MOST = 1 << 14;

  private final Frame frame;
  private final CodeBuilder c;
  private final VectorCode vectors;
  private final LaneType type;
  private int[] operands = new int[0];
  private int[] offsets = new int[0];
  private int read;

  /**
   * Reads vectors.
   *
   * @param type integers as wide as the elements
   */
  NextRow(Frame frame, LaneType type) {
    this.frame = frame;
    this.c = frame.c;
    this.vectors = new VectorCode(c);
    this.type = type;
  }

  /** Begins before a loop; after the last row, and if rows are long, the next one is this one. */
  void begin(int phase) {
    operands = frame.phases.readsAhead(phase);
    offsets = new int[operands.length];
    if (operands.length == 0) {
      return;
    }
    for (int i = 0; i < operands.length; i++) {
      offsets[i] = c.allocateLocal(TypeKind.LONG);
      c.lload(frame.offsets[operands[i]]).lstore(offsets[i]);
    }
    Label last = c.newLabel();
    c.lload(frame.row).lconst_1().ladd().lload(Frame.ROWS).lcmp().ifge(last);
    c.lload(Frame.COLUMNS).loadConstant(MOST).lcmp().ifgt(last);
    for (int i = 0; i < operands.length; i++) {
      int k = operands[i];
      c.lload(frame.offsets[k]).lload(frame.strides[k]).ladd().lstore(offsets[i]);
    }
    c.labelBinding(last);
    read = c.allocateLocal(TypeKind.REFERENCE);
    vectors.pushSpecies(type);
    frame.pushConstant(type, 0);
    vectors.broadcast(type);
    c.astore(read);
  }

  /** Reads a vector of each operand, so many elements after the column. */
  void read(int ahead) {
    for (int i = 0; i < operands.length; i++) {
      vectors.pushSpecies(type);
      c.aload(frame.segments[operands[i]]).lload(offsets[i]);
      frame.pushColumn(ahead);
      frame.shift(type.bytes());
      c.ladd();
      vectors.from(type);
      c.aload(read);
      vectors.two("or", type);
      c.astore(read);
    }
  }

  /** Ends after the loop. */
  void end() {
    if (operands.length > 0) {
      c.aload(read).aload(Frame.SCRATCH).loadConstant(Phases.UNREAD);
      vectors.into(type);
    }
  }
}
