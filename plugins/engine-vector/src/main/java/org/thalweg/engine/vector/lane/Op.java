package org.thalweg.engine.vector.lane;

/** A machine operation on lanes. */
public sealed interface Op {
  /** A number of the program: its bits. */
  record Const(long bits) implements Op {}

  /** A number that is given with each run. */
  record Param(int index) implements Op {}

  /** An element of an operand in memory. */
  record Load(int operand) implements Op {}

  /** The element of an operand's row whose number is the argument. */
  record At(int operand) implements Op {}

  /** A word of the counter of the element: its number in the operand that counts. */
  record Counter(int operand, boolean high) implements Op {}

  /** The result of folding a row, by its number. */
  record Folded(int fold) implements Op {}

  /** An operation of one, two or three lanes. */
  enum Basic implements Op {
    ADD,
    SUB,
    MUL,
    DIV,
    /** a b + c with one rounding. */
    FMA,
    NEG,
    ABS,
    SQRT,
    MIN,
    MAX,
    AND,
    OR,
    XOR,
    NOT,
    SHL,
    SHR,
    /** Shift right, the sign coming in. */
    SAR,
    LT,
    LE,
    EQ,
    /** a ? b : c. */
    PICK,
    /** The same number for each element of a row. */
    SPREAD
  }

  /** A number in another type, as a Java cast does it. */
  record Convert() implements Op {}

  /** The same bits as another type of the same width. */
  record Bits() implements Op {}

  /** A function of doubles that is called for each element. */
  record Call(Function function) implements Op {}
}
