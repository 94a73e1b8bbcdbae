package org.thalweg.examples.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.thalweg.examples.benchmarks.work.Work;

/** The mean time of each work. With {@code -prof gc}, what it allocates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class WorkBenchmark {
  /** The name of the work. */
  @Param({
    "loss:mse",
    "loss:huber",
    "loss:bce-logits",
    "loss:cross-entropy",
    "optimizer:adam",
    "optimizer:adamw",
    "optimizer:sgd-momentum",
    "sgemm:256",
    "sgemm:512",
    "sgemm:1024",
    "sgemm:2048",
    "train:mlp",
    "train:tiny"
  })
  public String name = "";

  private Work work = Work.NONE;

  /** Makes the work. */
  @Setup
  public void setUp() {
    work = Work.of(name);
  }

  /** Does the work. */
  @Benchmark
  public void run() {
    work.run();
  }
}
