package dev.fairlead.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Arguments of the form {@code --name value}.
 *
 * @param values value by name, without the dashes
 */
public record Options(Map<String, String> values) {
    /** Copies. */
    public Options {
        values = Map.copyOf(values);
    }

    /**
     * Reads arguments.
     *
     * @param arguments what stands behind the command
     * @param known the names there are
     * @return the options
     * @throws InputException if a name is unknown, given twice or without a value
     */
    public static Options parse(List<String> arguments, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String argument = arguments.get(i);
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (!known.contains(name)) {
                throw new InputException("unknown argument '" + argument + "'; see --help");
            }
            if (i + 1 == arguments.size()) {
                throw new InputException("--" + name + " needs a value; see --help");
            }
            if (values.put(name, arguments.get(i + 1)) != null) {
                throw new InputException("--" + name + " is given twice");
            }
        }
        return new Options(values);
    }

    /**
     * An optional text.
     *
     * @param name the option
     * @return its value, where it was given
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * An optional path.
     *
     * @param name the option
     * @return its value, where it was given
     */
    public Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }

    /**
     * A path that must be given.
     *
     * @param name the option
     * @return its value
     * @throws InputException if it is missing
     */
    public Path requiredPath(String name) {
        return path(name).orElseThrow(() -> new InputException("--" + name + " is missing; see --help"));
    }

    /**
     * A file or folder that must be there.
     *
     * @param name the option
     * @return its value
     * @throws InputException if it is missing or does not exist
     */
    public Path existing(String name) {
        Path path = requiredPath(name);
        if (!Files.exists(path)) {
            throw new InputException("--" + name + ": there is no file or folder '" + path + "'");
        }
        return path;
    }

    /**
     * A whole number.
     *
     * @param name the option
     * @param min least value
     * @param max greatest value
     * @return its value, where it was given
     * @throws InputException if it is not a whole number in the range
     */
    public OptionalInt integer(String name, int min, int max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= min && value <= max) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message there is for both mistakes.
        }
        throw new InputException(
                "--" + name + " must be a whole number in [" + min + ", " + max + "], was '" + text.get() + "'");
    }

    /**
     * Numbers joined by commas.
     *
     * @param name the option
     * @param min least value
     * @param max greatest value
     * @return its values, none where it was not given
     * @throws InputException if one is not a number in the range
     */
    public List<Double> decimals(String name, double min, double max) {
        List<Double> values = new ArrayList<>();
        for (String part : text(name).map(text -> text.split(",", -1)).orElse(new String[0])) {
            double value = decimal(part);
            if (!(value >= min && value <= max)) {
                throw new InputException("--" + name + " must be numbers in [" + min + ", " + max
                        + "] joined by commas, was '" + part + "'");
            }
            values.add(value);
        }
        return values;
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
