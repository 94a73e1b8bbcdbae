/** Networks as pure functions of weights and input, and models, which are networks with weights. */
@NullMarked
package org.thalweg.nn.model;

import org.jspecify.annotations.NullMarked;
