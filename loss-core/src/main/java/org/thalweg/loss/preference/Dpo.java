package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * Direct preference optimisation and its variants, on the logarithms of how much more probable the
 * policy makes an answer than the reference does: {@code c} for the chosen answer, {@code r} for
 * the rejected.
 *
 * <p>Predictions are log-probabilities of answers by the policy, targets those by the reference,
 * all in one shape, which the values have too. They are sums over tokens; means for {@link
 * Variant#IPO}. Rafailov et al., "Direct preference optimization", 2023.
 *
 * @param variant the formula
 * @param beta the factor b of log-ratios, above 0
 * @param labelSmoothing the share s of pairs that are the wrong way round, from 0 to below 0.5;
 *     used by {@link Variant#SIGMOID}, {@link Variant#ROBUST} and {@link Variant#EXO_PAIR}
 */
@Named("dpo")
@Doc("The preferred answer should gain more over a reference than the other does.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "log(1 + exp(-beta (c - r)))",
    shape = "..., ...; ..., ... -> ...",
    use =
        "Language models and pairs of answers of which people prefer one; ipo and robust where"
            + " preferences are noisy, apo-zero and apo-down where one answer is far better.",
    tasks = Task.PREFERENCE,
    identities = "variant=robust = dpo",
    paper = "Rafailov et al. 2023, arXiv:2305.18290")
public record Dpo(
    @Default("sigmoid") @Doc("The formula.") Variant variant,
    @Default("0.1") @Doc("The factor of log-ratios.") double beta,
    @Default("0.0") @Doc("The share of pairs that are the wrong way round.") double labelSmoothing)
    implements Loss<Choice, Choice> {
  /** Requires a positive factor and a share below a half. */
  public Dpo {
    requirePositive(beta, "beta");
    require(
        0 <= labelSmoothing && labelSmoothing < 0.5,
        "labelSmoothing must lie from 0 to below 0.5, was %s",
        labelSmoothing);
  }

  /** Makes the loss of the source, with a factor of 0.1. */
  public Dpo() {
    this(Variant.SIGMOID, 0.1, 0);
  }

  /** A formula of the log-ratios c and r, with {@code z = b (c - r)}. */
  public enum Variant {
    /** {@code (1 - s) softplus(-z) + s softplus(z)}. */
    SIGMOID,
    /** {@code max(0, 1 - z)}: Zhao et al., "SLiC-HF", 2023. */
    HINGE,
    /** {@code (c - r - 1 / (2 b))^2}: Azar et al., "A general theoretical paradigm", 2023. */
    IPO,
    /** {@code ((1 - s) softplus(-z) - s softplus(z)) / (1 - 2 s)}: Ray Chowdhury et al., 2024. */
    ROBUST,
    /** {@code softplus(-b c) + softplus(b c) / 2 + softplus(b r) / 2}: Chen et al., 2024. */
    NCA_PAIR,
    /**
     * {@code softplus(-b c) + softplus(b r)}: Jung et al., "Binary classifier optimization", 2024.
     */
    BCO_PAIR,
    /** {@code (c - 1 / (2 b))^2 + (r + 1 / (2 b))^2}: Wu et al., "Self-play preference", 2024. */
    SPPO_HARD,
    /** {@code f(-b c) + f(b r)} with the logistic function f: D'Oosterlinck et al., 2024. */
    APO_ZERO,
    /** {@code f(b c) + f(-z)}: D'Oosterlinck et al., "Anchored preference optimization", 2024. */
    APO_DOWN,
    /**
     * {@code KL((f(z), f(-z)), (1 - s, s))}, where s is 0.001 or more: Ji et al., "Towards
     * efficient exact optimization", 2024.
     */
    EXO_PAIR,
    /** {@code (1 - f(20 z)) softplus(-z) + f(20 z) exp(-z)}: Lu et al., "DiscoPOP", 2024. */
    DISCOPOP
  }

  @Override
  public Tensor loss(Choice policy, Choice reference) {
    Tensor chosen = policy.chosen().sub(reference.chosen());
    Tensor rejected = policy.rejected().sub(reference.rejected());
    Tensor z = chosen.sub(rejected).mul(beta);
    double half = 0.5 / beta;
    return switch (variant) {
      case SIGMOID -> mixed(z, 1 - labelSmoothing, labelSmoothing);
      case ROBUST ->
          mixed(z, 1 - labelSmoothing, -labelSmoothing).mul(1 / (1 - 2 * labelSmoothing));
      case HINGE -> z.rsub(1).relu();
      case IPO -> chosen.sub(rejected).sub(half).square();
      case NCA_PAIR -> mixed(chosen.mul(beta), 1, 0.5).add(mixed(rejected.mul(beta), 0, 0.5));
      case BCO_PAIR -> mixed(chosen.mul(beta), 1, 0).add(mixed(rejected.mul(beta), 0, 1));
      case SPPO_HARD -> chosen.sub(half).square().add(rejected.add(half).square());
      case APO_ZERO -> chosen.mul(-beta).sigmoid().add(rejected.mul(beta).sigmoid());
      case APO_DOWN -> chosen.mul(beta).sigmoid().add(z.neg().sigmoid());
      case EXO_PAIR -> exact(z, Math.max(labelSmoothing, 1e-3));
      case DISCOPOP ->
          z.mul(-20).sigmoid().mul(z.neg().softplus()).add(z.mul(20).logSigmoid().sub(z).exp());
    };
  }

  /** Returns {@code right softplus(-z) + wrong softplus(z)}. */
  static Tensor mixed(Tensor z, double right, double wrong) {
    if (wrong == 0) {
      return z.neg().softplus().mul(right);
    }
    Tensor back = z.softplus().mul(wrong);
    return right == 0 ? back : z.neg().softplus().mul(right).add(back);
  }

  private static Tensor exact(Tensor z, double wrong) {
    Tensor right = z.sigmoid().mul(z.logSigmoid().sub(Math.log1p(-wrong)));
    return right.add(z.neg().sigmoid().mul(z.neg().logSigmoid().sub(Math.log(wrong))));
  }
}
