"""Golden cases of losses of sound. The oracles are the formulas of their sources in PyTorch, spectra by torch.stft,
the order of sources by trying all."""

import itertools

import golden
import numpy as np
import torch

book = golden.Book(2110)
WEIGHT = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
MASK = np.array([True, True, False, True, True, False])
EPS = 1e-8


def decibels(noise, signal, eps=EPS):
    return 10 * torch.log10(((noise ** 2).sum(-1) + eps) / ((signal ** 2).sum(-1) + eps))


def centred(x, wanted):
    return x - x.mean(-1, keepdim=True) if wanted else x


def snr(zero_mean=True, eps=EPS):
    return lambda p, t: decibels(centred(p, zero_mean) - centred(t, zero_mean), centred(t, zero_mean), eps)


def scaled(kind):
    def make(zero_mean=True, eps=EPS):
        def values(p, t):
            p, t = centred(p, zero_mean), centred(t, zero_mean)
            a = (p * t).sum(-1, keepdim=True) / ((t * t).sum(-1, keepdim=True) + eps)
            return decibels(p - (a * t if kind == "si" else t), a * t, eps)
        return values
    return make


si_sdr, sd_sdr = scaled("si"), scaled("sd")


def esr(eps=EPS):
    return lambda p, t: ((p - t) ** 2).sum(-1) / ((t ** 2).sum(-1) + eps)


def dc(eps=EPS):
    return lambda p, t: (p - t).mean(-1) ** 2 / ((t ** 2).mean(-1) + eps)


def log_cosh(scale=1.0):
    return lambda p, t: torch.log(torch.cosh(scale * (p - t))) / scale


def magnitude(x, fft, hop, window, eps):
    s = torch.stft(x.reshape(-1, x.shape[-1]), fft, hop, window, torch.hann_window(window, dtype=torch.float64), center=True,
                   pad_mode="constant", return_complex=True)
    return (s.real ** 2 + s.imag ** 2).clamp(min=eps).sqrt().reshape(*x.shape[:-1], *s.shape[-2:])


def stft(fft=1024, hop=256, window=1024, convergence=1.0, logs=1.0, magnitudes=0.0, eps=EPS):
    def values(p, t):
        a, b = magnitude(p, fft, hop, window, eps).flatten(-2), magnitude(t, fft, hop, window, eps).flatten(-2)
        return (convergence * torch.linalg.vector_norm(a - b, dim=-1) / torch.linalg.vector_norm(b, dim=-1)
                + logs * (a.log() - b.log()).abs().mean(-1) + magnitudes * (a - b).abs().mean(-1))
    return values


def multi(ffts=(1024, 2048, 512), hops=(120, 240, 50), windows=(600, 1200, 240)):
    return lambda p, t: sum(stft(*r)(p, t) for r in zip(ffts, hops, windows)) / len(ffts)


def mel(rate=22050.0, bands=80, fft=1024, hop=256, window=1024, eps=1e-5):
    """Bands as torchaudio.functional.melscale_fbanks makes them: HTK scale, no norm."""
    frequencies = torch.linspace(0, rate / 2, fft // 2 + 1, dtype=torch.float64) if fft % 2 == 0 else None
    top = 2595 * np.log10(1 + rate / 2 / 700)
    points = torch.tensor(700 * (10 ** (np.linspace(0, top, bands + 2) / 2595) - 1))
    slopes = points[None, :] - frequencies[:, None]
    down = -slopes[:, :-2] / (points[1:-1] - points[:-2])
    up = slopes[:, 2:] / (points[2:] - points[1:-1])
    bank = torch.minimum(down, up).clamp(min=0)

    def values(p, t):
        logs = [(magnitude(x, fft, hop, window, 1e-20).transpose(-1, -2) @ bank).clamp(min=eps).log() for x in (p, t)]
        return (logs[0] - logs[1]).abs().flatten(-2).mean(-1)
    return values


def permutation_invariant(formula):
    def values(p, t):
        out = []
        for a, b in zip(p, t):
            orders = itertools.permutations(range(a.shape[0]))
            out.append(min((formula(a[list(order)], b).mean() for order in orders), key=lambda v: v.item()))
        return torch.stack(out)
    return values


for name, formula, config in (
        ("snr", snr, {"zeroMean": False, "epsilon": 1e-3}), ("si-sdr", si_sdr, {"zeroMean": False, "epsilon": 1e-3}),
        ("sd-sdr", sd_sdr, {"zeroMean": False, "epsilon": 1e-3}), ("esr", esr, {"epsilon": 0.5}), ("dc", dc, {"epsilon": 0.5})):
    for shape in [(7,), (2, 9), (2, 3, 5)]:
        # energies below a decibel cancel in the logarithm
        book.add(f"{name} {shape}", name, formula(), book.normal(*shape), book.normal(*shape), reduction="none", scale=10.0,
                 dtypes=("float64",) if name == "sd-sdr" else ("float64", "float32"))
    book.add(f"{name} {config}", name, formula(*config.values()), book.normal(3, 6), book.normal(3, 6), config, scale=10.0)
    book.reductions(name, name, formula(), book.normal(6, 5), book.normal(6, 5), scale=10.0)
    book.add(f"{name} silent target", name, formula(), book.normal(2, 6), np.zeros((2, 6)), reduction="none", dtypes=("float64",))
    book.add(f"{name} silent prediction", name, formula(), np.zeros((2, 6)), book.normal(2, 6), reduction="none", scale=10.0)
book.grid("audio-log-cosh", log_cosh(), lambda shape: (book.normal(*shape), book.normal(*shape)))
book.add("audio-log-cosh scale", "audio-log-cosh", log_cosh(4.0), book.normal(4, 5), book.normal(4, 5), {"scale": 4.0})
for config in ({}, {"fft": 16, "hop": 4, "window": 16}, {"fft": 16, "hop": 5, "window": 10, "magnitudeWeight": 2.0},
               {"fft": 8, "hop": 8, "window": 7, "convergenceWeight": 0.5, "logWeight": 3.0, "epsilon": 0.01}):
    full = {"fft": 1024, "hop": 256, "window": 1024, "convergenceWeight": 1.0, "logWeight": 1.0, "magnitudeWeight": 0.0,
            "epsilon": EPS} | config
    for shape in [(40,), (2, 31), (2, 2, 9), (1, 3)] if config else [(2, 31)]:
        book.add(f"stft {config} {shape}", "stft", stft(*full.values()), book.normal(*shape), book.normal(*shape), config,
                 reduction="none", scale=4.0, dtypes=("float64",))
small = {"fft": 16, "hop": 4, "window": 16}
book.reductions("stft", "stft", stft(16, 4, 16), book.normal(6, 20), book.normal(6, 20), small, dtypes=("float64",))
book.add("stft in single precision", "stft", stft(16, 4, 16, eps=0.01), book.normal(3, 40), book.normal(3, 40), small | {"epsilon": 0.01},
         scale=4.0)
book.add("stft silent", "stft", stft(16, 4, 16), np.zeros((2, 20)), np.zeros((2, 20)), small, reduction="none")
book.add("multi-resolution-stft", "multi-resolution-stft", multi(), book.normal(1, 130), book.normal(1, 130), reduction="none",
         dtypes=("float64",), scale=4.0)
config = {"ffts": [16, 8], "hops": [4, 3], "windows": [12, 8]}
book.add("multi-resolution-stft small", "multi-resolution-stft", multi(*config.values()), book.normal(6, 25), book.normal(6, 25), config,
         weight=WEIGHT, mask=MASK, dtypes=("float64",), scale=4.0)
config = {"sampleRate": 8000.0, "bands": 6, "fft": 64, "hop": 16, "window": 48}
book.add("mel-spectrogram", "mel-spectrogram", mel(), book.normal(1, 130), book.normal(1, 130), reduction="none", scale=4.0,
         dtypes=("float64",))
book.add("mel-spectrogram small", "mel-spectrogram", mel(*config.values()), book.normal(6, 80), book.normal(6, 80), config,
         weight=WEIGHT, mask=MASK, scale=4.0, dtypes=("float64",))
for shape in [(2, 1, 5), (2, 3, 6), (1, 4, 7)]:
    book.add(f"permutation-invariant {shape}", "permutation-invariant", permutation_invariant(si_sdr()), book.normal(*shape),
             book.normal(*shape), reduction="none", scale=10.0)
    book.add(f"permutation-invariant esr {shape}", "permutation-invariant", permutation_invariant(esr()), book.normal(*shape),
             book.normal(*shape), {"loss": "esr"}, reduction="none")
book.add("permutation-invariant of a loss of samples", "permutation-invariant", permutation_invariant(log_cosh()), book.normal(3, 3, 4),
         book.normal(3, 3, 4), {"loss": "audio-log-cosh"}, reduction="none")
book.add("permutation-invariant weighted and masked", "permutation-invariant", permutation_invariant(si_sdr()), book.normal(6, 3, 6),
         book.normal(6, 3, 6), weight=WEIGHT, mask=MASK, scale=10.0)
book.write(__file__)
