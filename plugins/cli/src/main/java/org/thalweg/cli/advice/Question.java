package org.thalweg.cli.advice;

import java.util.Optional;
import java.util.Set;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;

/**
 * What is known of a problem.
 *
 * @param task what the model is for
 * @param targets where targets come from
 * @param wanted what predictions should be of the targets
 * @param needs difficulties of the data and demands
 */
public record Question(
    Optional<Task> task,
    Optional<Domain> targets,
    Optional<Functional> wanted,
    Set<Strength> needs) {
  /** Copies the set. */
  public Question {
    needs = Set.copyOf(needs);
  }

  /** Makes a question of a task and needs. */
  public static Question of(Task task, Strength... needs) {
    return new Question(Optional.of(task), Optional.empty(), Optional.empty(), Set.of(needs));
  }

  /** Returns the question for targets of a domain. */
  public Question targets(Domain domain) {
    return new Question(task, Optional.of(domain), wanted, needs);
  }

  /** Returns the question for a functional. */
  public Question wanted(Functional functional) {
    return new Question(task, targets, Optional.of(functional), needs);
  }
}
