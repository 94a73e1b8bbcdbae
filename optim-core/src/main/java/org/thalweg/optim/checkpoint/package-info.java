/** States of training as files: named tensors in safetensors' format, with a manifest. */
package org.thalweg.optim.checkpoint;
