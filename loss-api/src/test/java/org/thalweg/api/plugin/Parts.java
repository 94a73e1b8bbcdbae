package org.thalweg.api.plugin;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.nn.Activation;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.nn.Scope;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/** Components for the tests of registry and binder. */
final class Parts {
  private Parts() {}

  enum Mode {
    FAST,
    VERY_SLOW
  }

  @Named("identity")
  @Doc("What goes in.")
  record Identity() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  @Named("scale")
  record Scale(@Default("2.0") @Doc("The factor.") double factor) implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.mul(factor);
    }
  }

  @Named("ramp")
  record Ramp(double slope) implements Schedule {
    @Override
    public Tensor at(Tensor step) {
      return step.mul(slope);
    }
  }

  /** A settings record inside of a component. */
  record Window(int width, @Default("1") int stride) {
    Window {
      require(width > 0, "width must be positive, was %d", width);
    }
  }

  /** Lists that are not empty unless said. */
  record Lists(
      @Default("[1, 2.5]") List<Double> weights,
      @Default("[identity, scale]") List<Activation> activations,
      @Default("[]") List<Long> none) {}

  /** One key of each type. */
  @Named("everything")
  record Everything(
      double ratio,
      @Default("1e-3") Schedule rate,
      @Default("10") int count,
      @Default("4000000000") long many,
      @Default("true") boolean flag,
      @Default("none") String text,
      @Default("very-slow") Mode mode,
      @Default("identity") Activation activation,
      @Default("") List<Activation> others,
      @Default("") Map<String, Double> weights,
      Optional<Window> window,
      Optional<Double> limit)
      implements Layer {
    Everything {
      requirePositive(ratio, "ratio");
    }

    @Override
    public Tensor apply(Tensor x, Scope scope) {
      return x;
    }
  }

  @Named("stern")
  record Stern(@Default("1") int value) implements Activation {
    Stern {
      if (value != 1) {
        throw new IllegalArgumentException("value must be 1");
      }
    }

    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  /** A second component of a name. */
  @Named("scale")
  record OtherScale() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Nameless() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  @Named("Bad Name")
  record BadName() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  static Registry registry() {
    Registry registry = new Registry();
    registry.install(
        "core",
        new Plugin() {
          @Override
          public void register(Contributions contributions) {
            contributions
                .activation(Identity.class)
                .activation(Scale.class)
                .activation(Stern.class)
                .schedule(Ramp.class)
                .schedule(Schedule.Constant.class)
                .layer(Everything.class);
          }
        });
    return registry;
  }
}
