package org.thalweg.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.activation.Identity;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.init.Zeros;
import org.thalweg.nn.layer.Dense;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.train.Stop;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.optim.optimizer.GradientDescent;

class InterruptionTest {
  @Test
  void endsTrainingAfterTheStepUnderWay() throws InterruptedException {
    Dataset data = Dataset.of(new float[][] {{1}, {2}}, new float[][] {{3}, {5}});
    AtomicReference<Thread> user = new AtomicReference<>();
    try (Interruption interruption = Interruption.listen()) {
      user.set(new Thread(interruption::interrupt));
      Callback third =
          new Callback() {
            @Override
            public Signal onStep(Progress progress) {
              if (progress.step() == 3) {
                user.get().start();
                while (user.get().getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
              }
              return Signal.CONTINUE;
            }
          };
      TrainingResult result =
          Trainer.of(
                  new Dense(1, new Identity(), new Zeros(), true),
                  new Mse(),
                  new GradientDescent(0.01))
              .options(TrainingOptions.epochs(1000).batchSize(TrainingOptions.ALL))
              .callback(third)
              .callback(interruption)
              .train(data);
      assertEquals(Stop.Reason.CALLBACK, result.stop().reason());
      assertEquals(3, result.history().size());
    }
    user.get().join();
  }
}
