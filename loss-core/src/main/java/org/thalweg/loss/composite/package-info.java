/** Several losses at once: how tasks are weighed, and what each contributes. */
package org.thalweg.loss.composite;
