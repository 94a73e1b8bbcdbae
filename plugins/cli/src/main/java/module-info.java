/** The {@code thalweg} command. */
@org.jspecify.annotations.NullMarked
module org.thalweg.cli {
  requires info.picocli;
  requires java.management;
  requires jdk.management;
  requires org.thalweg.nn;
  requires tools.jackson.core;

  // picocli sets the annotated fields
  opens org.thalweg.cli.command to
      info.picocli;
}
