/** The {@code thalweg} command. */
@org.jspecify.annotations.NullMarked
module org.thalweg.cli {
  requires org.thalweg.nn;
  requires info.picocli;
  requires tools.jackson.databind;
}
