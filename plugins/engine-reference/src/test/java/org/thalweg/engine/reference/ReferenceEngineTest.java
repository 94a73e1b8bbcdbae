package org.thalweg.engine.reference;

import org.thalweg.api.engine.Engine;
import org.thalweg.testkit.EngineContract;

class ReferenceEngineTest extends EngineContract {
  @Override
  public Engine engine() {
    return new ReferenceEngine();
  }
}
