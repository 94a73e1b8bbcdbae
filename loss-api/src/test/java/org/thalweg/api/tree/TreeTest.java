package org.thalweg.api.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

class TreeTest {
  enum Mode {
    FAST,
    SLOW
  }

  record Moments(Tensor first, Tensor second) {}

  record State(
      long count,
      Moments moments,
      List<Tensor> history,
      Map<String, Tensor> named,
      Mode mode,
      @Nullable Tensor missing) {}

  record Pair<A, B>(A left, B right) {}

  record Fussy(Tensor tensor) {
    Fussy {
      if (tensor.rank() != 1) {
        throw new ThalwegException("a fussy record takes vectors");
      }
    }
  }

  private static final Tensor A = Tensor.of(1f);
  private static final Tensor B = Tensor.of(2f, 3f);
  private static final Tensor C = Tensor.of(4);
  private static final Tensor D = Tensor.of(5.0);
  private static final Tensor E = Tensor.of(true);

  private static State state() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    named.put("z", D);
    named.put("a", E);
    return new State(7, new Moments(A, B), List.of(C), named, Mode.SLOW, null);
  }

  @Test
  void leavesAndNamesAreInOrder() {
    assertEquals(List.of(A, B, C, D, E), Tree.leaves(state()));
    assertEquals(
        List.of("moments.first", "moments.second", "history.0", "named.z", "named.a"),
        Tree.names(state()));
    assertEquals(List.of(A), Tree.leaves(A));
    assertEquals(List.of(""), Tree.names(A));
    assertEquals(List.of(), Tree.leaves("no tensors"));
  }

  @Test
  void rebuildingUndoesTakingApart() {
    State state = state();
    assertEquals(state, Tree.rebuild(state, Tree.leaves(state)));
    State reversed = Tree.rebuild(state, Tree.leaves(state).reversed());
    assertEquals(List.of(E, D, C, B, A), Tree.leaves(reversed));
    assertEquals(Tree.structure(state), Tree.structure(reversed));
    assertEquals(7, reversed.count());
    assertEquals(Mode.SLOW, reversed.mode());
    assertEquals(List.of("z", "a"), List.copyOf(reversed.named().keySet()));
    assertSame(B, reversed.named().get("z"));
  }

  @Test
  void mapsWithoutAnOrderAreSorted() {
    Map<String, Tensor> hashed = new HashMap<>(Map.of("b", B, "c", C, "a", A));
    assertEquals(List.of("a", "b", "c"), Tree.names(hashed));
    Map<String, Tensor> many = new HashMap<>();
    for (String name : List.of("the", "quick", "brown", "fox", "jumps", "over", "lazy", "dog")) {
      many.put(name, A);
    }
    assertEquals(Tree.names(many).stream().sorted().toList(), Tree.names(many));
    assertEquals(List.of(A, B, C), Tree.leaves(hashed));
    assertEquals(List.of("c", "b", "a"), Tree.names(new TreeMap<>(hashed).descendingMap()));
  }

  @Test
  void treesNest() {
    Pair<List<Map<String, Moments>>, Tensor> tree =
        new Pair<>(List.of(Map.of("k", new Moments(A, B)), Map.of()), C);
    assertEquals(List.of("left.0.k.first", "left.0.k.second", "right"), Tree.names(tree));
    assertEquals(tree, Tree.rebuild(tree, Tree.leaves(tree)));
  }

  @Test
  void structureIsEverythingButTheTensors() {
    Structure one = Tree.structure(state());
    assertEquals(one, Tree.structure(state()));
    assertEquals(one.hashCode(), Tree.structure(state()).hashCode());
    State other = state();
    State counted =
        new State(8, other.moments(), other.history(), other.named(), other.mode(), null);
    assertNotEquals(one, Tree.structure(counted));
    State longer = new State(7, other.moments(), List.of(C, C), other.named(), other.mode(), null);
    assertNotEquals(one, Tree.structure(longer));
    assertNotEquals(Tree.structure(new Moments(A, B)), Tree.structure(new Pair<>(A, B)));
    assertNotEquals(Tree.structure(Map.of("a", A)), Tree.structure(Map.of("b", A)));
  }

  @Test
  void matchingIsHavingTheStructure() {
    State state = state();
    List<Object> trees =
        Arrays.asList(
            A,
            state,
            new State(8, state.moments(), state.history(), state.named(), state.mode(), null),
            new State(7, state.moments(), state.history(), state.named(), Mode.FAST, null),
            new State(7, state.moments(), state.history(), state.named(), Mode.SLOW, A),
            new State(7, state.moments(), List.of(), state.named(), Mode.SLOW, null),
            new Moments(A, B),
            new Pair<>(A, B),
            new Pair<>(A, 3),
            List.of(),
            List.of(A),
            List.of(A, B),
            List.of(A, "b"),
            Map.of(),
            Map.of("a", A),
            Map.of("b", A),
            "text",
            3);
    for (Object one : trees) {
      for (Object other : trees) {
        assertEquals(
            Tree.structure(one).equals(Tree.structure(other)),
            Tree.structure(one).matches(other),
            one + " and " + other);
      }
    }
  }

  @Test
  void zipCombinesTreesOfOneStructure() {
    Moments sum = Tree.zip(new Moments(A, B), new Moments(D, C), (_, right) -> right);
    assertEquals(new Moments(D, C), sum);
    ThalwegException error =
        assertThrows(
            ThalwegException.class, () -> Tree.zip(List.of(A, B), List.of(A), (l, _) -> l));
    assertEquals("the trees differ: [0, 1] and [0]", error.getMessage());
  }

  @Test
  void mapChangesEachTensor() {
    Moments shapes = Tree.map(new Moments(A, A), tensor -> tensor.reshape(1, 1));
    assertEquals(Shape.of(1, 1), shapes.first().shape());
  }

  @Test
  void theNumberOfTensorsMustFit() {
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> Tree.rebuild(List.of(A), List.of(A, B)));
    assertEquals("a tree of 1 tensors was given 2", error.getMessage());
  }

  @Test
  void keysAreStrings() {
    ThalwegException error = assertThrows(ThalwegException.class, () -> Tree.leaves(Map.of(3, A)));
    assertEquals("the keys of a map of tensors are strings, was 3", error.getMessage());
  }

  @Test
  void tensorsAreNotHiddenWhereNothingLooks() {
    Object[] array = {A};
    for (Object hidden : List.of(Optional.of(A), array, Set.of(A), Optional.of(List.of(A)))) {
      ThalwegException error =
          assertThrows(ThalwegException.class, () -> Tree.leaves(new Pair<>(B, hidden)));
      String message = String.valueOf(error.getMessage());
      assertTrue(
          message.startsWith("a tree holds its tensors in records, lists and maps;"), message);
    }
    assertEquals(List.of(A), Tree.leaves(new Pair<>(A, Optional.of("constant"))));
    assertEquals(List.of(A), Tree.leaves(new Pair<>(A, Optional.empty())));
  }

  @Test
  void aRecordKeepsItsOwnChecks() {
    Fussy fussy = new Fussy(A);
    ThalwegException error =
        assertThrows(
            ThalwegException.class,
            () -> Tree.rebuild(fussy, List.of(Tensor.zeros(Shape.of(1, 1)))));
    assertEquals("a fussy record takes vectors", error.getMessage());
  }

  @Test
  void aRecordTypeReadsAndMakesRecords() {
    RecordType type = RecordType.of(Moments.class);
    assertEquals(List.of("first", "second"), type.names());
    assertSame(B, type.get(new Moments(A, B), 1));
    assertEquals(new Moments(A, B), type.create(A, B));
    assertEquals(type, RecordType.of(Moments.class));
    assertNotEquals(type, RecordType.of(Pair.class));
    assertEquals("Moments", type.toString());
    assertTrue(type.isInstance(new Moments(A, B)));
    assertFalse(type.isInstance(new Pair<>(A, B)));
  }
}
