package org.thalweg.api.grad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Control.Scan;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.tensor.Replay;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tensor.Trace;

/**
 * The gradient of a loop: the loop backwards. Each step computes its forward part again from the
 * carries that the loop kept.
 */
final class ScanGradient {
  private final Scan scan;
  private final List<Spec> bodyInputs;
  private final int carries;
  private final int sequences;
  private final int constants;

  private ScanGradient(Scan scan) {
    this.scan = scan;
    this.bodyInputs = scan.body().inputs();
    this.carries = scan.carries();
    this.sequences = scan.sequences();
    this.constants = bodyInputs.size() - carries - sequences;
  }

  static List<@Nullable Tensor> pullBack(
      Scan scan, List<Tensor> inputs, List<Tensor> outputs, List<@Nullable Tensor> cotangents) {
    return new ScanGradient(scan).pullBack(inputs, outputs, cotangents);
  }

  /**
   * The backward loop carries the cotangents of the floating carries and sums those of the floating
   * constants; its sequences are the kept carries, the sequences and the cotangents of the outputs.
   */
  private List<@Nullable Tensor> pullBack(
      List<Tensor> inputs, List<Tensor> outputs, List<@Nullable Tensor> cotangents) {
    int stacked = outputs.size() - 2 * carries;
    List<Tensor> arriving = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Tensor cotangent = cotangents.get(i);
      arriving.add(cotangent == null ? Tensors.zerosLike(outputs.get(i)) : cotangent);
    }
    List<Integer> carried = floating(0, carries);
    List<Integer> summed = floating(carries + sequences, bodyInputs.size());
    List<Integer> sliced = floating(carries, carries + sequences);

    List<Tensor> loopInputs = new ArrayList<>();
    carried.forEach(i -> loopInputs.add(arriving.get(i)));
    summed.forEach(i -> loopInputs.add(Tensors.zerosLike(inputs.get(i))));
    int loopCarries = loopInputs.size();
    loopInputs.addAll(outputs.subList(carries + stacked, outputs.size()));
    loopInputs.addAll(inputs.subList(carries, carries + sequences));
    loopInputs.addAll(arriving.subList(carries, outputs.size()));
    int loopSequences = loopInputs.size() - loopCarries;
    loopInputs.addAll(inputs.subList(carries + sequences, inputs.size()));

    Graph body = backwardBody(loopInputs, loopCarries, loopSequences, carried, sliced, summed);
    List<Tensor> results =
        Tensor.recordAll(
            new Scan(body, loopCarries, loopSequences, scan.length(), !scan.reverse()), loopInputs);

    List<@Nullable Tensor> pulled = Arrays.asList(new @Nullable Tensor[inputs.size()]);
    Iterator<Tensor> result = results.iterator();
    carried.forEach(i -> pulled.set(i, result.next()));
    summed.forEach(i -> pulled.set(i, result.next()));
    sliced.forEach(i -> pulled.set(i, result.next()));
    return pulled;
  }

  private Graph backwardBody(
      List<Tensor> loopInputs,
      int loopCarries,
      int loopSequences,
      List<Integer> carried,
      List<Integer> sliced,
      List<Integer> summed) {
    List<Tensor> arguments = new ArrayList<>();
    for (int i = 0; i < loopInputs.size(); i++) {
      Spec spec = loopInputs.get(i).spec();
      boolean sequence = i >= loopCarries && i < loopCarries + loopSequences;
      arguments.add(
          Trace.argument(sequence ? spec.with(spec.shape().without(0)) : spec, "loop input " + i));
    }
    Iterator<Tensor> argument = arguments.iterator();
    List<Tensor> carryCotangents = take(argument, carried.size());
    List<Tensor> sums = take(argument, summed.size());
    List<Tensor> forward = take(argument, carries + sequences);
    List<Tensor> stepCotangents = take(argument, loopSequences - carries - sequences);
    forward.addAll(take(argument, constants));

    List<Tensor> results = Replay.run(scan.body(), forward);
    List<Tensor> seeds = new ArrayList<>();
    for (int i = 0; i < carries; i++) {
      int position = carried.indexOf(i);
      seeds.add(position < 0 ? Tensors.zerosLike(results.get(i)) : carryCotangents.get(position));
    }
    int stacked = results.size() - carries;
    seeds.addAll(stepCotangents.subList(0, stacked));
    List<Tensor> pulled = Grad.backward(results, seeds, forward);

    List<Tensor> outputs = new ArrayList<>();
    for (int i : carried) {
      outputs.add(pulled.get(i).add(stepCotangents.get(stacked + i)));
    }
    for (int i = 0; i < summed.size(); i++) {
      outputs.add(sums.get(i).add(pulled.get(summed.get(i))));
    }
    sliced.forEach(i -> outputs.add(pulled.get(i)));
    return Trace.unguarded(arguments, outputs, 0).graph();
  }

  private static List<Tensor> take(Iterator<Tensor> tensors, int count) {
    List<Tensor> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(tensors.next());
    }
    return taken;
  }

  private List<Integer> floating(int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> bodyInputs.get(i).dtype().isFloating())
        .boxed()
        .toList();
  }
}
