"""Golden cases of losses of images. The oracles are the formulas of their sources in PyTorch: windows by its
convolution and pooling, spectra by its Fourier transform."""

import golden
import numpy as np
import torch
import torch.nn.functional as F

book = golden.Book(1809)
WEIGHT = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
MASK = np.array([True, True, False, True, True, False])


def gaussian(extent, sigma):
    x = torch.arange(extent, dtype=torch.float64) - (extent - 1) / 2
    w = torch.exp(-x ** 2 / (2 * sigma ** 2))
    return w / w.sum()


def blur(x, window, sigma):
    channels = x.shape[1]
    w = torch.outer(gaussian(min(window, x.shape[2]), sigma), gaussian(min(window, x.shape[3]), sigma))
    return F.conv2d(x, w.expand(channels, 1, *w.shape), groups=channels)


def similarity(p, t, window, sigma, data_range, k1=0.01, k2=0.03):
    a, b = (k1 * data_range) ** 2, (k2 * data_range) ** 2
    mp, mt = blur(p, window, sigma), blur(t, window, sigma)
    vp, vt = blur(p * p, window, sigma) - mp ** 2, blur(t * t, window, sigma) - mt ** 2
    c = blur(p * t, window, sigma) - mp * mt
    structure = (2 * c + b) / (vp + vt + b)
    return ((2 * mp * mt + a) / (mp ** 2 + mt ** 2 + a) * structure).mean((2, 3)), structure.mean((2, 3))


def ssim(window=11, sigma=1.5, data_range=1.0):
    return lambda p, t: 1 - similarity(p, t, window, sigma, data_range)[0].mean(1)


def ms_ssim(exponents=(0.0448, 0.2856, 0.3001, 0.2363, 0.1333), window=11, sigma=1.5):
    def values(p, t):
        product = 1
        for k, exponent in enumerate(exponents):
            whole, structure = similarity(p, t, window, sigma, 1.0)
            factor = whole if k == len(exponents) - 1 else structure
            product = product * torch.where(factor > 0, factor.clamp(min=1e-300) ** exponent, 0 * factor)
            size = [2 if n > 1 else 1 for n in p.shape[2:]]
            p, t = F.avg_pool2d(p, size), F.avg_pool2d(t, size)
        return 1 - product.mean(1)
    return values


def psnr(data_range=1.0, epsilon=1e-12):
    return lambda p, t: 10 * torch.log10(((p - t) ** 2).flatten(1).mean(1) / data_range ** 2 + epsilon)


def differences(x):
    return [x.diff(dim=axis) for axis in range(2, x.dim())]


def mean(x):
    return x.flatten(1).mean(1) if x.numel() else x.flatten(1).sum(1)


def total_variation(p, t):
    return sum(d.abs().flatten(1).sum(1) for d in differences(p))


def depth_smoothness(p, t):
    return sum(mean(d.abs() * torch.exp(-i.abs().mean(1, keepdim=True))) for d, i in zip(differences(p), differences(t)))


def local_ncc(window=3, epsilon=1e-5):
    def values(p, t):
        spatial = p.dim() - 2
        channels = p.shape[1]
        ones = torch.ones(channels, 1, *([window] * spatial), dtype=torch.float64)
        conv = [F.conv1d, F.conv2d, F.conv3d][spatial - 1]
        box = lambda x: conv(x, ones, padding=window // 2, groups=channels)
        count = window ** spatial
        cross = box(p * t) - box(p) * box(t) / count
        vp, vt = box(p * p) - box(p) ** 2 / count, box(t * t) - box(t) ** 2 / count
        return -(cross ** 2 / (vp * vt + epsilon)).flatten(1).mean(1)
    return values


def mutual_information(bins=23, ratio=0.5):
    centre = torch.linspace(0, 1, bins, dtype=torch.float64)
    sigma = ratio / (bins - 1)

    def shares(x):
        w = torch.exp(-(x.flatten(1)[:, :, None] - centre) ** 2 / (2 * sigma ** 2))
        return w / w.sum(-1, keepdim=True)

    def values(p, t):
        a, b = shares(p), shares(t)
        joint = torch.einsum("npa,npb->nab", a, b) / a.shape[1]
        apart = joint.sum(2, keepdim=True) * joint.sum(1, keepdim=True)
        return -(joint * (joint / apart).log()).sum((1, 2))
    return values


def bending_energy(p, t):
    total = 0
    for i in range(2, p.dim()):
        for j in range(2, p.dim()):
            total = total + mean(p.diff(dim=i).diff(dim=j) ** 2)
    return total


def diffusion(p, t):
    return sum(mean(d ** 2) for d in differences(p)) / (p.dim() - 2)


def focal_frequency(alpha=1.0):
    def values(p, t):
        power = torch.fft.fft2(p - t, norm="ortho").abs() ** 2
        weight = power.detach().sqrt() ** alpha
        largest = weight.amax((2, 3), keepdim=True)
        return (torch.where(largest > 0, weight / largest, 0 * weight) * power).flatten(1).mean(1)
    return values


def gradient_difference(alpha=1.0):
    return lambda p, t: sum(mean((a.abs() - b.abs()).abs() ** alpha) for a, b in zip(differences(p), differences(t)))


def images(*shape):
    return book.uniform(*shape), book.uniform(*shape)


for config, formula in (({}, ssim()), ({"window": 3, "sigma": 0.75, "range": 4.0}, ssim(3, 0.75, 4.0))):
    for shape in [(1, 2, 12, 11), (2, 1, 5, 4), (1, 1, 1, 1)]:
        book.add(f"ssim {config} {shape}", "ssim", formula, *images(*shape), config, reduction="none")
book.reductions("ssim", "ssim", ssim(), *images(6, 1, 3, 3))
book.add("ssim far from 0", "ssim", ssim(3, 1.0, 255.0), book.uniform(2, 1, 6, 6, low=190, high=200),
         book.uniform(2, 1, 6, 6, low=190, high=200), {"window": 3, "sigma": 1.0, "range": 255.0}, scale=1.0)
x = book.uniform(2, 2, 5, 5)
book.add("ssim of equal images", "ssim", ssim(), x, x, reduction="none", scale=1.0)
for config, formula in (({}, ms_ssim()), ({"window": 5, "exponents": [0.5, 0.5]}, ms_ssim((0.5, 0.5), 5))):
    for shape in [(1, 1, 17, 13), (1, 2, 7, 4), (1, 1, 1, 1)]:
        x = book.uniform(*shape)
        noisy = golden.short(x + 0.1 * book.normal(*shape))
        book.add(f"ms-ssim {config} {shape}", "ms-ssim", formula, noisy, x, config, reduction="none")
for config, formula in (({}, psnr()), ({"range": 255.0, "epsilon": 1e-6}, psnr(255.0, 1e-6))):
    for shape in [(2, 3, 4, 3), (3, 5), (2,)]:
        book.add(f"psnr {config} {shape}", "psnr", formula if len(shape) > 1 else
                 (lambda f: lambda p, t: f(p[:, None], t[:, None]))(formula), *images(*shape), config, reduction="none")
book.reductions("psnr", "psnr", psnr(), *images(6, 2, 2))
x = book.uniform(2, 3)
book.add("psnr of equal images", "psnr", psnr(), x, x, reduction="none")
fields = [(2, 2, 4, 5), (1, 3, 4, 3, 5), (2, 1, 6), (2, 2, 1, 2)]
for name, formula in (("total-variation", total_variation), ("bending-energy", bending_energy),
                      ("diffusion-regularizer", diffusion)):
    for shape in fields:
        book.add(f"{name} {shape}", name, formula, book.normal(*shape), None, reduction="none")
    book.add(f"{name} weighted and masked", name, formula, book.normal(6, 1, 3, 2), None, weight=WEIGHT, mask=MASK)
book.add("total-variation of flat parts", "total-variation", total_variation, np.array([[[1.0, 1.0, 2.0, 2.0, 2.0, 0.0]]]), None)
for shape in [(2, 3, 5, 4), (1, 1, 2, 2), (2, 2, 1, 3)]:
    depth = (shape[0], 1, *shape[2:])
    book.add(f"depth-smoothness {shape}", "depth-smoothness", depth_smoothness, book.normal(*depth), book.uniform(*shape),
             reduction="none")
    for alpha in (1.0, 2.0):
        book.add(f"gradient-difference {shape} {alpha}", "gradient-difference", gradient_difference(alpha), *images(*shape),
                 {} if alpha == 1 else {"alpha": alpha}, reduction="none")
    for alpha in (1.0, 0.5, 0.0):
        book.add(f"focal-frequency {shape} {alpha}", "focal-frequency", focal_frequency(alpha), *images(*shape),
                 {} if alpha == 1 else {"alpha": alpha}, reduction="none", scale=1.0)
book.add("depth-smoothness weighted and masked", "depth-smoothness", depth_smoothness, book.normal(6, 1, 2, 3),
         book.uniform(6, 2, 2, 3), weight=WEIGHT, mask=MASK)
book.add("focal-frequency weighted and masked", "focal-frequency", focal_frequency(), *images(6, 1, 3, 2), weight=WEIGHT,
         mask=MASK, scale=1.0)
for shape in [(2, 1, 5, 4), (1, 2, 3, 3, 3), (2, 1, 7)]:
    for config, formula in (({}, local_ncc()), ({"window": 5, "epsilon": 0.01}, local_ncc(5, 0.01))):
        book.add(f"local-ncc {config} {shape}", "local-ncc", formula, *images(*shape), config, reduction="none",
                 dtypes=("float64", "float32") if config and shape == (2, 1, 5, 4) else ("float64",))
book.reductions("local-ncc", "local-ncc", local_ncc(3, 0.01), *images(6, 1, 3, 3), {"epsilon": 0.01})
for config, formula in (({}, mutual_information()), ({"bins": 4, "sigmaRatio": 1.0}, mutual_information(4, 1.0))):
    for shape in [(2, 1, 5, 4), (3, 8), (1, 2)]:
        book.add(f"mutual-information {config} {shape}", "mutual-information", formula,
                 *(golden.short(x * 0.8 + 0.1) for x in images(*shape)), config, reduction="none", scale=10.0,
                 dtypes=("float64", "float32") if config else ("float64",))
book.reductions("mutual-information", "mutual-information", mutual_information(5, 1.0), *images(6, 7),
                {"bins": 5, "sigmaRatio": 1.0}, scale=10.0)
book.write(__file__)
