package org.thalweg.engine.vector.codegen;

import java.util.LinkedHashMap;
import java.util.Map;

/** The kernels that were made, by their code. Bounded: the one not used for longest goes first. */
public final class Kernels {
  private static final int MOST = 2048;

  private static final Map<String, Kernel> KERNELS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kernel> eldest) {
          return size() > MOST;
        }
      };

  private Kernels() {}

  /** Returns the kernel of some code. */
  public static Kernel of(KernelCode code) {
    String text = code.toString();
    synchronized (KERNELS) {
      Kernel known = KERNELS.get(text);
      if (known != null) {
        return known;
      }
    }
    Kernel made = new Kernel(code); // others make theirs meanwhile
    synchronized (KERNELS) {
      Kernel known = KERNELS.putIfAbsent(text, made);
      return known == null ? made : known;
    }
  }

  /** Returns the number of kernels that are kept. */
  public static int count() {
    synchronized (KERNELS) {
      return KERNELS.size();
    }
  }
}
