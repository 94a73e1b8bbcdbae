/**
 * Losses of losses: against the worst case, for groups alike, under noise and attack, in private.
 */
package org.thalweg.loss.responsible;
