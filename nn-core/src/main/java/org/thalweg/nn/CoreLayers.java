package org.thalweg.nn;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.nn.activation.Elu;
import org.thalweg.nn.activation.Gelu;
import org.thalweg.nn.activation.HardSigmoid;
import org.thalweg.nn.activation.HardTanh;
import org.thalweg.nn.activation.Identity;
import org.thalweg.nn.activation.LeakyRelu;
import org.thalweg.nn.activation.LogSoftmax;
import org.thalweg.nn.activation.Mish;
import org.thalweg.nn.activation.Relu;
import org.thalweg.nn.activation.Selu;
import org.thalweg.nn.activation.Sigmoid;
import org.thalweg.nn.activation.Silu;
import org.thalweg.nn.activation.Softmax;
import org.thalweg.nn.activation.Softplus;
import org.thalweg.nn.activation.Softsign;
import org.thalweg.nn.activation.Tanh;
import org.thalweg.nn.init.Constant;
import org.thalweg.nn.init.GlorotNormal;
import org.thalweg.nn.init.GlorotUniform;
import org.thalweg.nn.init.HeNormal;
import org.thalweg.nn.init.HeUniform;
import org.thalweg.nn.init.LecunNormal;
import org.thalweg.nn.init.LecunUniform;
import org.thalweg.nn.init.Normal;
import org.thalweg.nn.init.Ones;
import org.thalweg.nn.init.TruncatedNormal;
import org.thalweg.nn.init.Uniform;
import org.thalweg.nn.init.Zeros;
import org.thalweg.nn.layer.Activate;
import org.thalweg.nn.layer.Dense;
import org.thalweg.nn.layer.Dropout;
import org.thalweg.nn.layer.Flatten;
import org.thalweg.nn.layer.Sequential;

/** The layers, activations and initializers of this module, as a plugin like any other. */
@PluginInfo(name = "core-layers", api = Api.VERSION)
public final class CoreLayers implements Plugin {
  /** Made by {@link java.util.ServiceLoader}. */
  public CoreLayers() {}

  @Override
  public void register(Contributions contributions) {
    contributions
        .layer(Dense.class)
        .layer(Dropout.class)
        .layer(Flatten.class)
        .layer(Activate.class)
        .layer(Sequential.class)
        .activation(Identity.class)
        .activation(Relu.class)
        .activation(LeakyRelu.class)
        .activation(Elu.class)
        .activation(Selu.class)
        .activation(Gelu.class)
        .activation(Silu.class)
        .activation(Sigmoid.class)
        .activation(Tanh.class)
        .activation(Softplus.class)
        .activation(Softsign.class)
        .activation(HardSigmoid.class)
        .activation(HardTanh.class)
        .activation(Mish.class)
        .activation(Softmax.class)
        .activation(LogSoftmax.class)
        .initializer(Zeros.class)
        .initializer(Ones.class)
        .initializer(Constant.class)
        .initializer(Uniform.class)
        .initializer(Normal.class)
        .initializer(TruncatedNormal.class)
        .initializer(GlorotUniform.class)
        .initializer(GlorotNormal.class)
        .initializer(HeUniform.class)
        .initializer(HeNormal.class)
        .initializer(LecunUniform.class)
        .initializer(LecunNormal.class);
  }
}
