package org.thalweg.engine.vector;

import org.thalweg.api.engine.Engine;
import org.thalweg.testkit.EngineContract;

class VectorEngineTest extends EngineContract {
  @Override
  public Engine engine() {
    return new VectorEngine();
  }
}
