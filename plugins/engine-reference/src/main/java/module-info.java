/** A slow interpreter that is obviously right: the oracle of every test. */
@org.jspecify.annotations.NullMarked
module org.thalweg.engine.reference {
  requires org.thalweg.api;
}
