package org.thalweg.cli.formula;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of a formula. */
public sealed interface Term {
  /**
   * A number.
   *
   * @param digits as it is written
   */
  record Numeral(String digits) implements Term {}

  /**
   * A variable, a parameter or a constant.
   *
   * @param name letters, then digits, then primes
   */
  record Name(String name) implements Term {}

  /** A term with the sign changed. */
  record Negated(Term term) implements Term {}

  /**
   * A sum or a difference.
   *
   * @param sign {@code +}, {@code -} or {@code +-}
   */
  record Sum(Term left, String sign, Term right) implements Term {}

  /** A product, written without a sign or with a star. */
  record Product(Term left, Term right) implements Term {}

  /** A quotient. */
  record Quotient(Term above, Term below) implements Term {}

  /** A power. */
  record Power(Term base, Term exponent) implements Term {}

  /** A term with an index below. */
  record Indexed(Term base, List<Term> index) implements Term {}

  /** A factorial. */
  record Factorial(Term term) implements Term {}

  /**
   * A function of some arguments.
   *
   * @param function a name, which may have an index or a power
   */
  record Call(Term function, List<Term> arguments) implements Term {}

  /**
   * A sum, product, mean or extreme over an index.
   *
   * @param operator its name
   * @param index what it runs over
   * @param body of what
   */
  record Big(String operator, List<Term> index, Term body) implements Term {}

  /**
   * An absolute value or a norm.
   *
   * @param bars 1 or 2
   */
  record Bars(Term inside, int bars) implements Term {}

  /**
   * Terms in brackets.
   *
   * @param open a round, square or curly bracket; a square one around a condition is 1 where it
   *     holds and 0 elsewhere
   */
  record Bracket(char open, List<Term> items) implements Term {}

  /**
   * A comparison, or another relation.
   *
   * @param sign its sign as it is written
   */
  record Relation(Term left, String sign, Term right) implements Term {}

  /**
   * Conditions that are combined.
   *
   * @param word {@code and}, {@code or}, or {@code not} of one
   */
  record Logic(String word, List<Term> parts) implements Term {}

  /**
   * Several formulas, each for its part of the domain.
   *
   * @param otherwise the formula for the rest
   */
  record Cases(List<Case> cases, Optional<Term> otherwise) implements Term {}

  /** A formula where a condition holds. */
  record Case(Term value, Term condition) {}

  /**
   * A formula and what names in it stand for.
   *
   * @param word {@code with} before equations, {@code for} before conditions
   * @param definitions the equations or conditions
   */
  record Defined(Term term, String word, List<Term> definitions) implements Term {}

  /**
   * Reads a formula.
   *
   * @throws org.thalweg.api.ThalwegException if it is no formula; the message names the column
   */
  static Term parse(String formula) {
    return new Parser(formula).formula();
  }

  /** Returns the formula in TeX. */
  default String tex() {
    return Tex.of(this);
  }

  /** Returns the term without round brackets around all of it. */
  default Term bare() {
    return this instanceof Bracket(char open, List<Term> items) && open == '(' && items.size() == 1
        ? items.getFirst().bare()
        : this;
  }

  /** Returns the terms that it is made of. */
  default List<Term> parts() {
    return switch (this) {
      case Numeral _, Name _ -> List.of();
      case Negated(Term term) -> List.of(term);
      case Factorial(Term term) -> List.of(term);
      case Sum(Term left, String _, Term right) -> List.of(left, right);
      case Product(Term left, Term right) -> List.of(left, right);
      case Quotient(Term above, Term below) -> List.of(above, below);
      case Power(Term base, Term exponent) -> List.of(base, exponent);
      case Indexed(Term base, List<Term> _) -> List.of(base);
      case Call(Term _, List<Term> arguments) -> arguments;
      case Big(String _, List<Term> _, Term body) -> List.of(body);
      case Bars(Term inside, int _) -> List.of(inside);
      case Bracket(char _, List<Term> items) -> items;
      case Relation(Term left, String _, Term right) -> List.of(left, right);
      case Logic(String _, List<Term> parts) -> parts;
      case Cases(List<Case> cases, Optional<Term> otherwise) ->
          Stream.concat(
                  cases.stream().flatMap(one -> Stream.of(one.value(), one.condition())),
                  otherwise.stream())
              .toList();
      case Defined(Term term, String _, List<Term> definitions) ->
          Stream.concat(Stream.of(term), definitions.stream()).toList();
    };
  }
}
