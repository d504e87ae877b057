package dev.fairlead.json.value;

import java.util.List;

/** Reads as a field of some type and name would. */
final class ReadValues {
    private ReadValues() {}

    static List<Object> of(Wanted.Type type, String name, String text) {
        return readings(type, name, "", List.of(), text).stream()
                .map(Reading::value)
                .toList();
    }

    static List<Object> option(List<String> options, String text) {
        return readings(Wanted.Type.TEXT, "kind", "", options, text).stream()
                .map(Reading::value)
                .toList();
    }

    static List<Reading> readings(
            Wanted.Type type, String name, String description, List<String> options, String text) {
        return ValueReader.of(new Wanted(type, name, description, options)).read(text);
    }
}
