package dev.fairlead.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final String RETRIEVAL = "dev.fairlead.retrieval..";
    private static final String ROUTING = "dev.fairlead.routing..";
    private static final String[] LUCENE = {"org.apache.lucene.."};
    private static final String[] ONNX = {"ai.onnxruntime..", "ai.onnx..", "onnx..", "org.tribuo.."};
    private static final Set<String> ORDER_OF_STEPS = Set.of("Flow", "Replier");

    private static final JavaClasses LIBRARIES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location ->
                    !location.contains("/fairlead/examples/") && !location.contains("/fairlead/benchmarks/"))
            .importPackages("dev.fairlead");

    @Test
    void all_three_libraries_are_looked_at() {
        for (String type : Set.of("Fairlead", "retrieval.HybridIndex", "routing.OnnxTextEncoder")) {
            LIBRARIES.get("dev.fairlead." + type);
        }
        assertFalse(LIBRARIES.contain(ArchitectureTest.class));
    }

    @Test
    void retrieval_and_routing_never_see_each_other() {
        noClasses()
                .that()
                .resideInAPackage(RETRIEVAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROUTING)
                .check(LIBRARIES);
        noClasses()
                .that()
                .resideInAPackage(ROUTING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(RETRIEVAL)
                .check(LIBRARIES);
    }

    @Test
    void core_sees_neither_module_nor_engine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(RETRIEVAL, ROUTING)
                .should()
                .dependOnClassesThat(resideInAnyPackage(RETRIEVAL, ROUTING)
                        .or(resideInAnyPackage(LUCENE))
                        .or(resideInAnyPackage(ONNX)))
                .check(LIBRARIES);
    }

    @Test
    void engines_stay_in_their_modules() {
        noClasses()
                .that()
                .resideInAPackage(RETRIEVAL)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ONNX))
                .check(LIBRARIES);
        noClasses()
                .that()
                .resideInAPackage(ROUTING)
                .should()
                .dependOnClassesThat(resideInAnyPackage(LUCENE))
                .check(LIBRARIES);
    }

    @Test
    void no_engine_type_appears_in_a_public_signature_but_where_an_expert_hands_in_an_analyzer() {
        classes()
                .that(are(reachable()))
                .and()
                .resideOutsideOfPackage("dev.fairlead.retrieval.lucene.analysis")
                .should(showNoEngine())
                .check(LIBRARIES);
    }

    @Test
    void only_the_classes_that_know_the_order_of_the_steps_use_the_feature_packages_of_core() {
        noClasses()
                .that()
                .resideInAPackage("dev.fairlead")
                .and(describe("do not know the order of the steps", type -> !knowsOrder(type)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fairlead.followup..",
                        "dev.fairlead.generation..",
                        "dev.fairlead.citation..",
                        "dev.fairlead.format..",
                        "dev.fairlead.tool..")
                .check(LIBRARIES);
    }

    @Test
    void the_libraries_print_nothing_and_read_no_environment() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(LIBRARIES);
    }

    private static boolean knowsOrder(JavaClass type) {
        String name = outermost(type).getSimpleName();
        return name.startsWith("Fairlead") || ORDER_OF_STEPS.contains(name);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaClass> reachable() {
        return describe(
                "public with all that encloses them",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && type.getEnclosingClass()
                                .map(outer -> reachable().test(outer))
                                .orElse(true));
    }

    private static ArchCondition<JavaClass> showNoEngine() {
        DescribedPredicate<JavaClass> engine = resideInAnyPackage(LUCENE)
                .or(resideInAnyPackage(ONNX))
                .or(resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..", "com.google.protobuf.."));
        return new ArchCondition<>("show no type of Lucene, ONNX or Jackson") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                shown(type)
                        .filter(engine)
                        .forEach(seen -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " shows " + seen.getName())));
            }
        };
    }

    /** Supertypes, and the types in public and protected members, type arguments included. */
    private static Stream<JavaClass> shown(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .flatMap(ArchitectureTest::types);
        return Stream.concat(supertypes, members)
                .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toSet())
                .stream();
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            return Stream.of(
                            unit.getParameterTypes().stream(),
                            Stream.of(unit.getReturnType()),
                            unit.getThrowsClause().stream().map(thrown -> (JavaType) thrown.getRawType()))
                    .flatMap(types -> types);
        }
        return member.getAllInvolvedRawTypes().stream().map(JavaType.class::cast);
    }
}
