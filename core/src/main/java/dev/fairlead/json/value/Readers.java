package dev.fairlead.json.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses the reader for a wanted value: by its type, and where a type says too little by the words of its name. */
final class Readers {
    private static final Set<String> DATES = Set.of("date", "dated", "day", "deadline", "when", "commencement");
    private static final Set<String> LENGTHS =
            Set.of("period", "duration", "term", "length", "long", "notice", "renewal", "extension", "lifetime");
    private static final Set<String> MONEY = Set.of(
            "amount",
            "price",
            "fee",
            "fees",
            "cost",
            "costs",
            "rent",
            "salary",
            "sum",
            "payment",
            "payments",
            "deposit",
            "consideration",
            "compensation",
            "budget",
            "premium",
            "money",
            "cap",
            "damages");
    private static final Set<String> SHARES =
            Set.of("percent", "percentage", "share", "interest", "ratio", "discount", "tax", "royalty");
    private static final Set<String> PLACES =
            Set.of("law", "laws", "jurisdiction", "state", "country", "venue", "province");
    private static final Set<String> PARTIES = Set.of("parties", "party", "signatories", "signatory", "counterparty");
    private static final Set<String> CURRENCIES = Set.of("currency");
    private static final Map<String, Length.Unit> UNITS = Map.of(
            "hours", Length.Unit.HOUR,
            "days", Length.Unit.DAY,
            "weeks", Length.Unit.WEEK,
            "months", Length.Unit.MONTH,
            "quarters", Length.Unit.QUARTER,
            "years", Length.Unit.YEAR);

    private Readers() {}

    static ValueReader choose(Wanted wanted) {
        if (!wanted.options().isEmpty()) {
            return new OptionReader(wanted.options());
        }
        return switch (wanted.type()) {
            case DATE -> new DateReader();
            case DURATION -> DurationReader.iso();
            case BOOLEAN -> new YesNoReader(wanted);
            case NUMBER -> number(wanted);
            case INTEGER -> whole(number(wanted));
            case TEXT -> text(wanted);
        };
    }

    private static ValueReader number(Wanted wanted) {
        for (String word : wanted.decisive()) {
            Length.Unit unit = UNITS.get(word);
            if (unit != null) {
                return DurationReader.in(unit);
            }
            if (SHARES.contains(word)) {
                return NumberReader.percent();
            }
            if (MONEY.contains(word)) {
                return new MoneyReader(MoneyReader.Amount::figure);
            }
        }
        return wanted.decisive().contains("rate")
                ? either(new MoneyReader(MoneyReader.Amount::figure), NumberReader.percent())
                : NumberReader.plain();
    }

    /** A daily rate is money, a rate of growth a percentage. */
    private static ValueReader either(ValueReader first, ValueReader second) {
        return text -> Stream.concat(first.read(text).stream(), second.read(text).stream())
                .sorted(Comparator.comparing(Reading::span))
                .toList();
    }

    private static ValueReader whole(ValueReader reader) {
        return text -> {
            List<Reading> whole = new ArrayList<>();
            for (Reading reading : reader.read(text)) {
                whole(reading.value())
                        .ifPresent(value -> whole.add(new Reading(value, reading.span(), reading.clarity())));
            }
            return whole;
        };
    }

    private static Optional<Long> whole(Object number) {
        try {
            return Optional.of(((BigDecimal) number).longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty(); // has a fraction, or is beyond 64 bits
        }
    }

    private static ValueReader text(Wanted wanted) {
        for (String word : wanted.decisive()) {
            if (PARTIES.contains(word)) {
                return new PartyReader();
            }
            if (RoleReader.ROLES.contains(word)) {
                return new RoleReader(word);
            }
            if (PLACES.contains(word)) {
                return new PlaceReader();
            }
            if (CURRENCIES.contains(word)) {
                return new MoneyReader(MoneyReader.Amount::currency);
            }
            if (DATES.contains(word)) {
                return asWritten(new DateReader());
            }
            if (LENGTHS.contains(word) || UNITS.containsKey(word)) {
                return DurationReader.asWritten();
            }
            if (MONEY.contains(word)) {
                return new MoneyReader(MoneyReader.Amount::written);
            }
        }
        return new SentenceReader();
    }

    private static ValueReader asWritten(ValueReader reader) {
        return text -> reader.read(text).stream()
                .map(reading -> new Reading(reading.span().of(text), reading.span(), reading.clarity()))
                .toList();
    }
}
