package org.thalweg.cli.plot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.console.WholeFile;

/**
 * Files that a picture is written to.
 *
 * @param svg those of SVG
 * @param png those of pixels
 */
public record Pictures(List<Path> svg, List<Path> png) {
  private static final int SCALE = 2;

  /** Copies the lists. */
  public Pictures {
    svg = List.copyOf(svg);
    png = List.copyOf(png);
  }

  /**
   * Returns the files that words name: {@code x.svg}, {@code x.png}, or a folder, which gets both.
   *
   * @param words files and folders
   * @param name the name of a file in a folder, without its end
   * @throws ThalwegException if a word is none of these
   */
  public static Pictures of(List<String> words, String name) {
    List<Path> svg = new ArrayList<>();
    List<Path> png = new ArrayList<>();
    for (String word : words) {
      Path path = Path.of(word);
      String end = word.substring(word.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (!Files.isDirectory(path) && end.equals("svg")) {
        svg.add(path);
      } else if (!Files.isDirectory(path) && end.equals("png")) {
        png.add(path);
      } else if (Files.isDirectory(path) || !String.valueOf(path.getFileName()).contains(".")) {
        svg.add(path.resolve(name + ".svg"));
        png.add(path.resolve(name + ".png"));
      } else {
        throw new ThalwegException(
            "'%s' is no folder, and ends neither with .svg nor with .png".formatted(word));
      }
    }
    return new Pictures(svg, png);
  }

  /**
   * What was written.
   *
   * @param files the files
   * @param failure why there are no pixels; then there is SVG in their place
   */
  public record Written(List<Path> files, Optional<String> failure) {}

  /**
   * Writes a picture.
   *
   * @throws ThalwegException if a file cannot be written
   */
  public Written write(String drawing) {
    List<Path> files = new ArrayList<>();
    for (Path file : svg) {
      WholeFile.write(file, drawing);
      files.add(file);
    }
    if (png.isEmpty()) {
      return new Written(files, Optional.empty());
    }
    byte[] pixels;
    try {
      pixels = Png.of(drawing, SCALE);
    } catch (RuntimeException | LinkageError | InternalError e) {
      png.stream()
          .map(Pictures::instead)
          .filter(file -> !svg.contains(file))
          .forEach(file -> {
            WholeFile.write(file, drawing);
            files.add(file);
          });
      return new Written(
          files,
          Optional.of(
              "no PNG: this JVM cannot draw (%s); take a JDK with the module java.desktop on a system with fonts, or another program that turns SVG into PNG"
                  .formatted(e)));
    }
    for (Path file : png) {
      WholeFile.write(file, pixels);
      files.add(file);
    }
    return new Written(files, Optional.empty());
  }

  /** Returns the file of SVG in the place of one of pixels. */
  private static Path instead(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".svg");
  }
}
