package org.thalweg.testkit;

import java.util.stream.LongStream;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;

/** An engine, and one that is right. */
interface EngineUnderTest {
  /** The system property that multiplies the number of random graphs. */
  String SCALE = "thalweg.testkit.scale";

  /** Returns the engine that is tested. */
  Engine engine();

  /** Returns the engine that is right. */
  default Engine oracle() {
    return Engines.named("reference");
  }

  /** Returns what compares them. */
  default Parity parity() {
    return new Parity(engine(), oracle());
  }

  /** Returns seeds of random graphs. */
  static LongStream seeds(int count) {
    double scale = Double.parseDouble(System.getProperty(SCALE, "1"));
    return LongStream.range(0, Math.max(1, Math.round(count * scale)));
  }
}
