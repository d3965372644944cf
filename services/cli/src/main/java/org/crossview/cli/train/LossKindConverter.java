package org.crossview.cli.train;

import java.util.Locale;
import org.crossview.sirnet.training.LossSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code soft-margin} and {@code info-nce}. */
final class LossKindConverter implements ITypeConverter<LossSettings.Kind> {
  @Override
  public LossSettings.Kind convert(String name) {
    for (LossSettings.Kind kind : LossSettings.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return kind;
      }
    }
    throw new TypeConversionException(
        "is '%s' and must be soft-margin or info-nce".formatted(name));
  }
}
