package org.thalweg.nn.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;

/**
 * Reads records as RFC 4180 has them: fields may be quoted, a quote inside is doubled, quoted
 * fields may hold separators and line ends. Lines end in LF, CRLF or CR; empty lines and a byte
 * order mark are skipped.
 */
final class CsvReader {
  private static final int END = -1;

  private final Reader in;
  private final char[] buffer = new char[1 << 14];
  private int position;
  private int limit;
  private final String file;
  private final char separator;
  private final StringBuilder field = new StringBuilder();
  private int line = 1;
  private int recordLine;

  /**
   * Reads from the start.
   *
   * @param in where from
   * @param file what messages call it
   * @param separator what stands between fields
   */
  CsvReader(Reader in, String file, char separator) throws IOException {
    this.in = in;
    this.file = file;
    this.separator = separator;
    if (advance() != '\uFEFF' && limit > 0) {
      position--;
    }
  }

  /** Returns the line on which the last record starts, from 1. */
  int line() {
    return recordLine;
  }

  /** Returns the next record, or null at the end. */
  @Nullable List<String> next() throws IOException {
    int c = read();
    while (c == '\n') {
      c = read();
    }
    if (c == END) {
      return null;
    }
    recordLine = line;
    List<String> fields = new ArrayList<>();
    while (true) {
      field.setLength(0);
      c = c == '"' ? quoted(fields.size() + 1) : plain(c);
      fields.add(field.toString());
      if (c != separator) {
        return fields;
      }
      c = read();
    }
  }

  /** Reads a field without quotes; returns what follows it. */
  private int plain(int first) throws IOException {
    int c = first;
    while (c != separator && c != '\n' && c != END) {
      field.append((char) c);
      c = read();
    }
    return c;
  }

  /** Reads a field after its opening quote; returns what follows the closing one. */
  private int quoted(int column) throws IOException {
    int opened = line;
    while (true) {
      int c = read();
      if (c == END) {
        throw new ThalwegException(
            "%s, line %d, column %d: the quote is never closed; add one, or double those inside"
                .formatted(file, opened, column));
      }
      if (c != '"') {
        field.append((char) c);
        continue;
      }
      int after = read();
      if (after == '"') {
        field.append('"');
      } else if (after == separator || after == '\n' || after == END) {
        return after;
      } else {
        throw new ThalwegException(
            "%s, line %d, column %d: '%c' follows a closing quote; double the quotes inside a field"
                .formatted(file, line, column, after));
      }
    }
  }

  /** Reads a character; each line end is one LF. */
  private int read() throws IOException {
    int c = advance();
    if (c == '\r') {
      if (advance() != '\n' && limit > 0) {
        position--;
      }
      c = '\n';
    }
    if (c == '\n') {
      line++;
    }
    return c;
  }

  private int advance() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
      if (limit == 0) {
        return END;
      }
    }
    return buffer[position++];
  }
}
