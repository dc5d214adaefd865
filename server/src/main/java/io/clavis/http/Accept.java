package io.clavis.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The {@code Accept} header (RFC 9110, 12.5.1). */
final class Accept {
    private record Range(String type, double quality) {
        static Range of(String text) {
            var parts = text.split(";");
            double quality = 1;
            for (var part : parts) {
                var parameter = part.strip().toLowerCase(Locale.ROOT);
                if (parameter.startsWith("q=")) {
                    quality = number(parameter.substring(2));
                }
            }
            return new Range(parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT), quality);
        }

        // How closely it names the type: -1 for not at all.
        int closeness(String offered) {
            if (type.equals(offered)) {
                return 2;
            }
            if (type.equals(offered.substring(0, offered.indexOf('/')) + "/*")) {
                return 1;
            }
            return type.equals("*/*") ? 0 : -1;
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException malformed) {
                return 0;
            }
        }
    }

    private Accept() {}

    /** The offer that the client likes best, an earlier one before a later; the first where it likes none. */
    static String preferred(String header, List<String> offers) {
        var ranges = List.of(header.split(",")).stream().map(Range::of).toList();
        var best = offers.getFirst();
        double most = 0;
        for (var offer : offers) {
            double quality = quality(ranges, offer);
            if (quality > most) {
                best = offer;
                most = quality;
            }
        }
        return best;
    }

    private static double quality(List<Range> ranges, String offer) {
        return ranges.stream()
                .filter(range -> range.closeness(offer) >= 0)
                .max(Comparator.comparingInt(range -> range.closeness(offer)))
                .map(Range::quality)
                .orElse(0.0);
    }
}
