/** The {@code thalweg} command. */
@org.jspecify.annotations.NullMarked
module org.thalweg.cli {
  // pictures as pixels; without these there is SVG alone
  requires static com.github.weisj.jsvg;
  requires static java.desktop;
  requires info.picocli;
  requires java.management;
  requires jdk.management;
  requires org.thalweg.nn;
  requires tools.jackson.core;

  // picocli sets the annotated fields
  opens org.thalweg.cli.command to
      info.picocli;
}
