"""One Python peer of the comparison: python peer.py torch-eager|torch-fused|torch-compile|jax THREADS

Reads commands, one a line, and answers each with one line:
  setup WORKLOAD   -> ready CHECK...   (numbers that all peers must agree on) or: none REASON
  run SECONDS      -> time MS          (mean milliseconds of an iteration over about SECONDS)
"""
import itertools
import os
import sys
import time
from functools import partial

MODE, THREADS = sys.argv[1], int(sys.argv[2])
# threads that wait for work must not spin while another peer is measured
os.environ.setdefault("KMP_BLOCKTIME", "20")
os.environ.setdefault("OMP_NUM_THREADS", str(THREADS))
import data
import numpy as np

CHECK_STEPS = (0, 1, 10, 50)


def numbers(values):
    return " ".join("%.6f" % v for v in values)


class Torch:
    def __init__(self, mode):
        import torch
        self.torch = torch
        torch.set_num_threads(THREADS)
        self.fused = mode == "torch-fused"
        self.compiled = mode == "torch-compile"

    def tensor(self, array):
        return self.torch.from_numpy(array)

    def sync(self, value):
        pass

    def maybe_compile(self, f):
        if not self.compiled:
            return f
        self.torch._dynamo.reset()  # else it gives up compiling after eight functions
        return self.torch.compile(f, dynamic=False)

    def adam(self, parameters, name, **options):
        kind = getattr(self.torch.optim, name)
        return kind(parameters, **options, **(dict(fused=True) if self.fused else {}))

    def loss(self, name, x, t):
        F = self.torch.nn.functional
        f = {"mse": F.mse_loss, "huber": F.huber_loss, "bce-logits": F.binary_cross_entropy_with_logits,
             "cross-entropy": F.cross_entropy}[name]
        x = self.tensor(x).requires_grad_()
        t = self.tensor(t)
        g = self.maybe_compile(lambda a, b: f(a, b))

        def step():
            x.grad = None
            value = g(x, t)
            value.backward()
            return value
        value = step()
        return step, [value.item(), x.grad.double().abs().sum().item()]

    def catalogue(self, name, predictions, targets):
        torch = self.torch
        F = torch.nn.functional

        def focal(p, t):
            q = torch.sigmoid(p)
            ce = F.binary_cross_entropy_with_logits(p, t, reduction="none")
            share = q * t + (1 - q) * (1 - t)
            return ((0.25 * t + 0.75 * (1 - t)) * ce * (1 - share) ** 2).mean()

        def ctc(p, t):
            lengths = torch.full((32,), 150), torch.full((32,), 30)
            return F.ctc_loss(F.log_softmax(p, 2), t, *lengths, reduction="sum") / 32

        f = {"mse": F.mse_loss, "mae": F.l1_loss, "smooth-l1": F.smooth_l1_loss, "huber": F.huber_loss,
             "bce": F.binary_cross_entropy, "bce-logits": F.binary_cross_entropy_with_logits, "focal": focal,
             "soft-margin": F.soft_margin_loss, "hinge-embedding": F.hinge_embedding_loss,
             "poisson-nll": F.poisson_nll_loss, "nll": F.nll_loss, "cross-entropy": F.cross_entropy,
             "gaussian-nll": lambda p, v, t: F.gaussian_nll_loss(p, t, v),
             "margin-ranking": F.margin_ranking_loss, "cosine-embedding": F.cosine_embedding_loss,
             "kl-divergence": lambda p, t: F.kl_div(p, t, reduction="batchmean"),
             "multi-margin": F.multi_margin_loss, "multilabel-soft-margin": F.multilabel_soft_margin_loss,
             "triplet": lambda a, p, n: F.triplet_margin_loss(a, p, n, eps=0), "ctc": ctc,
             "linear-cross-entropy": lambda h, w, b, t: F.cross_entropy(F.linear(h, w, b), t)}[name]
        predictions = [self.tensor(p).requires_grad_() for p in predictions]
        targets = [self.tensor(t) for t in targets]
        g = self.maybe_compile(lambda *inputs: f(*inputs))

        def step():
            for p in predictions:
                p.grad = None
            value = g(*predictions, *targets)
            value.backward()
            return value
        value = step()
        return step, [value.item(), sum(p.grad.double().abs().sum().item() for p in predictions)]

    def optimizer(self, name):
        torch = self.torch
        P, G = data.optimizer(*tensors(name))
        name = name.removesuffix(":small")
        if self.fused and name in ("rmsprop", "lion", "muon"):
            return None
        parameters = [torch.nn.Parameter(self.tensor(p)) for p in P]
        for p, g in zip(parameters, G):
            p.grad = self.tensor(g)
        step = {
            "adagrad": lambda: self.adam(parameters, "Adagrad", lr=0.01).step,
            "adam": lambda: self.adam(parameters, "Adam", lr=1e-3).step,
            "adamw": lambda: self.adam(parameters, "AdamW", lr=1e-3, weight_decay=0.01).step,
            "lion": lambda: self.lion(parameters, lr=1e-4, decay=1e-3),
            "muon": lambda: torch.optim.Muon(parameters, lr=1e-3).step,
            "rmsprop": lambda: torch.optim.RMSprop(parameters, lr=0.01).step,
            "sgd-momentum": lambda: self.adam(parameters, "SGD", lr=0.01, momentum=0.9).step,
        }[name]()
        step = self.maybe_compile(step)
        for _ in range(10):
            step()
        return step, [sum(p.double().abs().sum().item() for p in parameters)]

    def lion(self, parameters, lr, decay, beta1=0.9, beta2=0.99):
        """PyTorch has no Lion; this is written as its own optimizers are, a list of tensors at a time."""
        torch = self.torch
        moments = [torch.zeros_like(p) for p in parameters]
        gradients = [p.grad for p in parameters]

        @torch.no_grad()
        def step():
            signs = torch._foreach_mul(moments, beta1)
            torch._foreach_add_(signs, gradients, alpha=1 - beta1)
            torch._foreach_sign_(signs)
            torch._foreach_mul_(parameters, 1 - lr * decay)
            torch._foreach_add_(parameters, signs, alpha=-lr)
            torch._foreach_mul_(moments, beta2)
            torch._foreach_add_(moments, gradients, alpha=1 - beta2)
        return step

    def sgemm(self, n):
        torch = self.torch
        a = self.tensor(data.uniform(7000, -1, 1, n, n))
        b = self.tensor(data.uniform(7001, -1, 1, n, n))
        c = torch.empty(n, n)
        step = lambda: torch.mm(a, b, out=c)
        step()
        return step, [c.double().abs().sum().item()]

    def mlp(self, X, Y, W, lossf):
        torch = self.torch
        nn = torch.nn
        X = [self.tensor(x) for x in X]
        Y = [self.tensor(y) for y in Y]

        def fresh():
            layers = []
            for w in W:
                layer = nn.Linear(w.shape[1], w.shape[0])
                with torch.no_grad():
                    layer.weight.copy_(self.tensor(w))
                    layer.bias.zero_()
                layers += [layer, nn.ReLU()]
            model = nn.Sequential(*layers[:-1])
            optimizer = self.adam(model.parameters(), "Adam", lr=1e-3)
            f = self.maybe_compile(lambda x, y: lossf(model(x), y))
            batches = itertools.cycle(list(zip(X, Y)))

            def step():
                x, y = next(batches)
                optimizer.zero_grad()
                value = f(x, y)
                value.backward()
                optimizer.step()
                return value
            return step
        return trajectory(fresh, lambda value: value.item())

    def train(self, name):
        F = self.torch.nn.functional
        return self.mlp(*data.mlp(), F.cross_entropy) if name == "mlp" else self.mlp(*data.tiny(), F.mse_loss)


class Jax:
    def __init__(self, mode):
        if THREADS == 1:
            os.sched_setaffinity(0, {0})
        os.environ["JAX_PLATFORMS"] = "cpu"
        import jax
        import jax.numpy as jnp
        import optax
        self.jax, self.jnp, self.optax = jax, jnp, optax

    def sync(self, value):
        self.jax.block_until_ready(value)

    def loss(self, name, x, t):
        jnp, optax = self.jnp, self.optax
        f = {"mse": lambda a, b: jnp.mean((a - b) ** 2), "huber": lambda a, b: optax.huber_loss(a, b).mean(),
             "bce-logits": lambda a, b: optax.sigmoid_binary_cross_entropy(a, b).mean(),
             "cross-entropy": lambda a, b: optax.softmax_cross_entropy_with_integer_labels(a, b).mean()}[name]
        x = jnp.asarray(x)
        t = jnp.asarray(t.astype(np.int32) if t.dtype == np.int64 else t)
        g = self.jax.jit(self.jax.value_and_grad(f))
        value, gradient = g(x, t)
        return lambda: g(x, t), [float(value), float(np.abs(np.asarray(gradient, np.float64)).sum())]

    def optimizer(self, name):
        jax, optax = self.jax, self.optax
        P, G = data.optimizer(*tensors(name))
        tx = {"adam": optax.adam(1e-3), "adamw": optax.adamw(1e-3, weight_decay=0.01),
              "sgd-momentum": optax.sgd(0.01, momentum=0.9), "lion": optax.lion(1e-4)}.get(name)
        if tx is None:  # the others differ from PyTorch's by definition, or take minutes to trace
            return None
        state = [[self.jnp.asarray(p) for p in P]]
        state.append(tx.init(state[0]))
        G = [self.jnp.asarray(g) for g in G]

        @partial(jax.jit, donate_argnums=(0, 1))
        def update(p, s, g):
            u, s = tx.update(g, s, p)
            return optax.apply_updates(p, u), s

        def step():
            state[0], state[1] = update(state[0], state[1], G)
            return state[0]
        for _ in range(10):
            step()
        return step, [sum(float(np.abs(np.asarray(p, np.float64)).sum()) for p in state[0])]

    def sgemm(self, n):
        jnp = self.jnp
        a = jnp.asarray(data.uniform(7000, -1, 1, n, n))
        b = jnp.asarray(data.uniform(7001, -1, 1, n, n))
        f = self.jax.jit(jnp.matmul)
        return lambda: f(a, b), [float(np.abs(np.asarray(f(a, b), np.float64)).sum())]

    def train(self, name):
        jax, jnp, optax = self.jax, self.jnp, self.optax
        X, Y, W = data.mlp() if name == "mlp" else data.tiny()
        tx = optax.adam(1e-3)

        def forward(p, x):
            for i, layer in enumerate(p):
                x = x @ layer["w"] + layer["b"]
                x = jax.nn.relu(x) if i + 1 < len(p) else x
            return x

        def lossf(p, x, y):
            z = forward(p, x)
            if name == "mlp":
                return optax.softmax_cross_entropy_with_integer_labels(z, y).mean()
            return jnp.mean((z - y) ** 2)

        @partial(jax.jit, donate_argnums=(0, 1))
        def update(p, s, x, y):
            value, g = jax.value_and_grad(lossf)(p, x, y)
            u, s = tx.update(g, s, p)
            return optax.apply_updates(p, u), s, value
        X = [jnp.asarray(x) for x in X]
        Y = [jnp.asarray(y.astype(np.int32) if y.dtype == np.int64 else y) for y in Y]

        def fresh():
            p = [dict(w=jnp.asarray(w.T), b=jnp.zeros(w.shape[0], jnp.float32)) for w in W]
            state = [p, tx.init(p)]
            batches = itertools.cycle(list(zip(X, Y)))

            def step():
                x, y = next(batches)
                state[0], state[1], value = update(state[0], state[1], x, y)
                return value
            return step
        return trajectory(fresh, float)


def tensors(name):
    """How many tensors an optimizer steps over, and their shape."""
    if name.endswith(":small"):
        return 10_000, (100,)
    return 20, (500, 1000) if name == "muon" else (500_000,)


def trajectory(fresh, read):
    step = fresh()
    check = []
    for i in range(max(CHECK_STEPS) + 1):
        value = step()
        if i in CHECK_STEPS:
            check.append(read(value))
    return fresh(), check


def setup(peer, workload):
    kind, _, rest = workload.partition(":")
    if kind == "loss":
        name = rest
        if name == "cross-entropy":
            return peer.loss(name, *data.cross_entropy())
        x, t01, t = data.pointwise()
        return peer.loss(name, x, t01 if name == "bce-logits" else t)
    if kind == "losses":
        name, n = rest.split(":")
        return peer.catalogue(name, *data.catalogue(name, int(n)))
    if kind == "vocabulary":
        return peer.catalogue("linear-cross-entropy", *data.catalogue("linear-cross-entropy", int(rest)))
    if kind == "optimizer":
        return peer.optimizer(rest)
    if kind == "sgemm":
        return peer.sgemm(int(rest))
    if kind == "train":
        return peer.train(rest)
    raise ValueError("unknown workload " + workload)


def main():
    peer = Jax(MODE) if MODE == "jax" else Torch(MODE)
    step = None
    per = None
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        if command == "setup":
            kind = argument.partition(":")[0]
            if kind in ("losses", "vocabulary") and MODE == "jax":
                print("none it has few of them", flush=True)
                continue
            if MODE == "torch-fused" and kind not in ("optimizer", "train") \
                    or MODE == "torch-compile" and kind == "sgemm":
                print("none the same as torch-eager", flush=True)
                continue
            ready = setup(peer, argument)
            if ready is None:
                print("none it has no such", flush=True)
                continue
            step, check = ready
            per = None
            print("ready", numbers(check), flush=True)
        elif command == "run":
            seconds = float(argument)
            start = time.perf_counter()
            count = 0
            last = None
            # the clock is read now and then only, so that short steps are not measured with it
            chunk = 1 if per is None else max(1, int(0.02 / per))
            while True:
                for _ in range(chunk):
                    last = step()
                count += chunk
                if time.perf_counter() - start >= seconds:
                    break
            peer.sync(last)
            per = (time.perf_counter() - start) / count
            print("time %.9f" % (per * 1e3), flush=True)
        else:
            break


main()
