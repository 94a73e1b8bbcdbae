package org.thalweg.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Named;

/**
 * The public API of this module as text: every type that others can name, each with its members.
 *
 * <p>A line for each type, indented lines for its members, all sorted. What every record or enum
 * has by itself is left out.
 */
final class ApiDump {
  private static final Set<String> OF_RECORDS = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_ENUMS = Set.of("values", "valueOf");

  private ApiDump() {}

  /** Returns the lines of the dump. */
  static List<String> lines() {
    Path classes = location();
    ModuleDescriptor module =
        ModuleFinder.of(classes).find("org.thalweg.api").orElseThrow().descriptor();
    List<String> lines = new ArrayList<>();
    module.requires().stream()
        .filter(each -> !each.modifiers().contains(ModuleDescriptor.Requires.Modifier.MANDATED))
        .map(each ->
            "requires "
                + each.modifiers().stream()
                    .map(m -> m.name().toLowerCase(java.util.Locale.ROOT))
                    .sorted()
                    .map(m -> m + " ")
                    .collect(Collectors.joining())
                + each.name())
        .sorted()
        .forEach(lines::add);
    module.uses().stream().sorted().map(name -> "uses " + name).forEach(lines::add);
    module.exports().stream()
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .forEach(name -> addPackage(lines, classes, name));
    return lines;
  }

  private static Path location() {
    try {
      return Path.of(Api.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addPackage(List<String> lines, Path classes, String name) {
    lines.add("");
    lines.add("package " + name);
    try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .map(file -> load(name + "." + file.substring(0, file.length() - 6)))
          .filter(ApiDump::isVisible)
          .sorted(java.util.Comparator.comparing(Class::getName))
          .forEach(type -> addType(lines, type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiDump.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return isVisible(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (enclosing == null || isVisible(enclosing));
  }

  private static void addType(List<String> lines, Class<?> type) {
    lines.add("");
    lines.add(header(type));
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
        members.add(field(field));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
        members.add(modifiers(constructor.getModifiers()) + "new" + signature(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isImplied(method)) {
        members.add(method(method));
      }
    }
    members.stream().sorted().map(member -> "  " + member).forEach(lines::add);
  }

  private static boolean isImplied(Method method) {
    Class<?> type = method.getDeclaringClass();
    return type.isRecord() && OF_RECORDS.contains(method.getName())
        || type.isEnum() && OF_ENUMS.contains(method.getName());
  }

  private static String header(Class<?> type) {
    StringBuilder text = new StringBuilder(annotations(type));
    int modifiers = type.getModifiers() & ~Modifier.STATIC;
    if (type.isInterface() || type.isRecord() || type.isEnum()) {
      modifiers &= ~(Modifier.ABSTRACT | Modifier.FINAL);
    }
    text.append(modifiers(modifiers)).append(type.isSealed() && !type.isEnum() ? "sealed " : "");
    text.append(
        type.isAnnotation()
            ? "@interface "
            : type.isInterface()
                ? "interface "
                : type.isRecord() ? "record " : type.isEnum() ? "enum " : "class ");
    text.append(type.getName().substring(type.getPackageName().length() + 1));
    text.append(variables(type.getTypeParameters()));
    if (type.isRecord()) {
      text.append(
          Arrays.stream(type.getRecordComponents())
              .map(ApiDump::component)
              .collect(Collectors.joining(", ", "(", ")")));
    }
    AnnotatedType parent = type.getAnnotatedSuperclass();
    if (parent != null && parent.getType() != Object.class && !type.isRecord() && !type.isEnum()) {
      text.append(" extends ").append(show(parent));
    }
    if (!type.isAnnotation()) {
      text.append(list(" implements ", types(type.getAnnotatedInterfaces())));
    }
    if (type.isSealed() && !type.isEnum()) {
      text.append(
          list(" permits ", Arrays.stream(type.getPermittedSubclasses()).map(Class::getName)));
    }
    return text.toString();
  }

  private static String component(RecordComponent component) {
    return annotations(component) + show(component.getAnnotatedType()) + " " + component.getName();
  }

  private static String field(Field field) {
    String text =
        field.isEnumConstant()
            ? "constant "
            : modifiers(field.getModifiers()) + show(field.getAnnotatedType()) + " ";
    boolean constant =
        Modifier.isStatic(field.getModifiers())
            && (field.getType().isPrimitive() || field.getType() == String.class);
    try {
      // compilers copy the values of constants
      return text + field.getName() + (constant ? " = " + field.get(null) : "");
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String method(Method method) {
    int modifiers = method.getModifiers();
    if (method.getDeclaringClass().isInterface()) {
      modifiers &= ~Modifier.PUBLIC;
    }
    String variables = variables(method.getTypeParameters());
    Object fallback = method.getDefaultValue();
    return modifiers(modifiers & ~Modifier.SYNCHRONIZED)
        + (method.isDefault() ? "default " : "")
        + (variables.isEmpty() ? "" : variables + " ")
        + show(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + signature(method)
        + (fallback == null ? "" : " default " + value(fallback));
  }

  private static String signature(Executable executable) {
    List<String> parameters =
        new ArrayList<>(types(executable.getAnnotatedParameterTypes()).toList());
    if (executable.isVarArgs()) {
      String last = parameters.removeLast();
      parameters.add(last.substring(0, last.lastIndexOf('[')) + "...");
    }
    return "("
        + String.join(", ", parameters)
        + ")"
        + list(" throws ", types(executable.getAnnotatedExceptionTypes()));
  }

  private static String variables(TypeVariable<?>[] variables) {
    return Arrays.stream(variables)
        .map(variable -> {
          String bounds =
              types(variable.getAnnotatedBounds())
                  .filter(bound -> !bound.equals("Object"))
                  .collect(Collectors.joining(" & "));
          return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
        })
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), text -> text.isEmpty() ? "" : "<" + text + ">"));
  }

  private static String list(String before, Stream<String> parts) {
    List<String> all = parts.toList();
    return all.isEmpty() ? "" : before + String.join(", ", all);
  }

  private static Stream<String> types(AnnotatedType[] types) {
    return Arrays.stream(types).map(ApiDump::show);
  }

  /** Returns a type with its annotations; those of java.lang go by their simple name. */
  private static String show(AnnotatedType type) {
    return type.toString()
        .replace("@org.jspecify.annotations.Nullable()", "@Nullable")
        .replace("@org.jspecify.annotations.", "@")
        .replaceAll("\\bjava\\.lang\\.(?=@?[A-Z])", "");
  }

  private static String modifiers(int modifiers) {
    int shown =
        modifiers
            & (Modifier.PUBLIC
                | Modifier.PROTECTED
                | Modifier.STATIC
                | Modifier.ABSTRACT
                | Modifier.FINAL);
    String text = Modifier.toString(shown);
    return text.isEmpty() ? "" : text + " ";
  }

  /** Returns the annotations that mean something to those who use the element. */
  private static String annotations(AnnotatedElement element) {
    List<String> found = new ArrayList<>();
    for (Annotation annotation : element.getDeclaredAnnotations()) {
      String text =
          switch (annotation) {
            case FunctionalInterface _ -> "@FunctionalInterface ";
            case Named named -> "@Named(" + value(named.value()) + ") ";
            case Default fallback -> "@Default(" + value(fallback.value()) + ") ";
            case Retention retention -> "@Retention(" + retention.value() + ") ";
            case Target target -> "@Target(" + value(target.value()) + ") ";
            default -> "";
          };
      found.add(text);
    }
    return found.stream().sorted().collect(Collectors.joining());
  }

  private static String value(Object value) {
    return switch (value) {
      case String text -> '"' + text + '"';
      case Object[] array ->
          Arrays.stream(array).map(ApiDump::value).collect(Collectors.joining(", ", "{", "}"));
      case Type type -> type.getTypeName();
      default -> value.toString();
    };
  }
}
