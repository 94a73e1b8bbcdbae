package org.thalweg.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thalweg.api.Api;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.nn.Activation;

class RegistryTest {
  private static String refusal(Registry registry, Class<? extends Record> type) {
    ThalwegException error =
        assertThrows(
            ThalwegException.class,
            () ->
                registry.install(
                    "mine",
                    new Plugin() {
                      @Override
                      public void register(Contributions contributions) {
                        contributions.add(Kind.ACTIVATION, Parts.Identity.class);
                        contributions.add(Kind.ACTIVATION, type);
                      }
                    }));
    return String.valueOf(error.getMessage());
  }

  @Test
  void findsByKindAndName() {
    Registry registry = Parts.registry();
    Component<Activation> scale = registry.get(Kind.ACTIVATION, "scale");
    assertEquals(Parts.Scale.class, scale.type());
    assertEquals("core", scale.owner());
    assertEquals(Optional.empty(), scale.summary());
    assertEquals(Optional.of("What goes in."), registry.get(Kind.ACTIVATION, "identity").summary());
    assertEquals(
        List.of("identity", "scale", "stern"),
        registry.all(Kind.ACTIVATION).stream().map(Component::name).toList());
    assertEquals(Optional.empty(), registry.find(Kind.LOSS, "scale"));
    assertEquals(List.of(), List.copyOf(registry.all(Kind.OPTIMIZER)));
  }

  @Test
  void keysAreReadFromTheRecord() {
    Key factor = Parts.registry().get(Kind.ACTIVATION, "scale").keys().getFirst();
    assertEquals("factor", factor.name());
    assertEquals(double.class, factor.type());
    assertEquals(Optional.of("2.0"), factor.fallback());
    assertEquals(Optional.of("The factor."), factor.doc());
    assertEquals("factor=2.0", factor.toString());
    Key ratio = Parts.registry().get(Kind.LAYER, "everything").keys().getFirst();
    assertEquals("ratio", ratio.toString());
  }

  @Test
  void unknownNamesGetSuggestions() {
    Registry registry = Parts.registry();
    assertEquals(
        "unknown activation 'sclae'; did you mean 'scale'?",
        assertThrows(ThalwegException.class, () -> registry.get(Kind.ACTIVATION, "sclae"))
            .getMessage());
    assertEquals(
        "unknown activation 'gelu'; there are identity, scale, stern",
        assertThrows(ThalwegException.class, () -> registry.get(Kind.ACTIVATION, "gelu"))
            .getMessage());
    assertEquals(
        "unknown loss 'mse'",
        assertThrows(ThalwegException.class, () -> registry.get(Kind.LOSS, "mse")).getMessage());
  }

  @Test
  void duplicatesAreRefusedWithBothOwners() {
    Registry registry = new Registry();
    registry.install(
        "first",
        new Plugin() {
          @Override
          public void register(Contributions contributions) {
            contributions.activation(Parts.Scale.class);
          }
        });
    assertEquals(
        "the activation 'scale' of mine (org.thalweg.api.plugin.Parts$OtherScale) has the name of"
            + " the one of first (org.thalweg.api.plugin.Parts$Scale); rename one of them",
        refusal(registry, Parts.OtherScale.class));
    // nothing of the plugin is installed
    assertEquals(Optional.empty(), registry.find(Kind.ACTIVATION, "identity"));
    assertEquals("first", registry.get(Kind.ACTIVATION, "scale").owner());
    // twice in one plugin
    assertTrue(
        refusal(new Registry(), Parts.Identity.class)
            .startsWith("the activation 'identity' of mine"));
  }

  @Test
  void onlyNamedRecordsOfTheKindAreTaken() {
    assertEquals(
        "activation org.thalweg.api.plugin.Parts$Nameless of mine needs @Named with a name like"
            + " 'my-activation' ([a-z][a-z0-9_-]*), has none",
        refusal(new Registry(), Parts.Nameless.class));
    assertTrue(refusal(new Registry(), Parts.BadName.class).endsWith("has 'Bad Name'"));
    assertEquals(
        "mine registers org.thalweg.api.plugin.Parts$Ramp as activation, which is no record that"
            + " implements Activation",
        refusal(new Registry(), Parts.Ramp.class));
  }

  @Test
  void aKindThatIsNotOneIsRefused() {
    Kind<Runnable> kind = new Kind<>("job", Runnable.class);
    assertEquals(
        "there is no kind 'job'",
        assertThrows(ThalwegException.class, () -> new Registry().all(kind)).getMessage());
  }

  @Test
  void kindsHaveLabelsOfTheirOwn() {
    List<String> labels = Kind.all().stream().map(kind -> kind.label()).toList();
    assertEquals(labels.size(), labels.stream().distinct().count());
    assertEquals("losses", Kind.LOSS.plural());
    assertEquals("layers", Kind.LAYER.plural());
  }

  @Test
  void aPluginThatFailsInstallsNothing() {
    Registry registry = new Registry();
    assertThrows(
        IllegalStateException.class,
        () ->
            registry.install(
                "broken",
                new Plugin() {
                  @Override
                  public void register(Contributions contributions) {
                    contributions.activation(Parts.Scale.class);
                    throw new IllegalStateException("broken");
                  }
                }));
    assertEquals(List.of(), List.copyOf(registry.all(Kind.ACTIVATION)));
  }

  @Test
  void aPluginMayContributeNothing() {
    Registry registry = new Registry();
    registry.install("idle", new Plugin() {});
    assertEquals(List.of(), List.copyOf(registry.all(Kind.LAYER)));
  }

  @Test
  void createsFromConfiguration() {
    Registry registry = Parts.registry();
    assertEquals(
        new Parts.Scale(3), registry.create(Kind.ACTIVATION, "scale", Map.of("factor", 3)));
    assertEquals(new Parts.Scale(2), registry.create(Kind.ACTIVATION, "scale", "activation"));
    ConfigException error =
        assertThrows(
            ConfigException.class,
            () -> registry.create(Kind.ACTIVATION, "scale", Map.of("faktor", 3)));
    assertEquals("activation.faktor: unknown key; did you mean 'factor'?", error.getMessage());
  }

  @PluginInfo(name = "sample", api = Api.VERSION)
  private static final class Sample implements Plugin {}

  @Test
  void aPluginCarriesTheVersionItWasBuiltAgainst() {
    PluginInfo info = Sample.class.getAnnotation(PluginInfo.class);
    assertEquals("sample", info.name());
    assertEquals(Api.VERSION, info.api());
    assertEquals("", info.version());
    assertTrue(Api.VERSION.matches("\\d+\\.\\d+"), Api.VERSION);
  }
}
