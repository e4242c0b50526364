package dev.multifd;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.foreign.Linker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the house to its drawing: rooms on floors, imports that go down or, where drawn, sideways,
 * never up. A new room is drawn in {@link #drawing()} first.
 */
class HouseTest {
  private static final String HOUSE = "dev.multifd";

  private static final Map<String, Set<String>> MAY_IMPORT = drawing();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages(HOUSE);

  /** The rooms, lowest floor first, each with the rooms it may import. */
  private static Map<String, Set<String>> drawing() {
    Map<String, Set<String>> rooms = new LinkedHashMap<>();

    rooms.put("io", Set.of());
    rooms.put("counters", Set.of());
    rooms.put("wire", Set.of());
    rooms.put("scan", Set.of("io"));
    Set<String> floor1 = Set.copyOf(rooms.keySet());

    rooms.put("qemufile", floor1);
    rooms.put("lifecycle", floor1);
    rooms.put("guest", floor1);
    rooms.put("payload", and(floor1, "guest"));
    Set<String> belowTheEnds = Set.copyOf(rooms.keySet());
    rooms.put("source", belowTheEnds);
    rooms.put("destination", belowTheEnds);

    Set<String> floors1And2 = Set.copyOf(rooms.keySet());
    rooms.put("evidence", Set.of());
    rooms.put("migration", and(floors1And2, "evidence"));
    rooms.put("peer", and(floors1And2, "migration", "evidence"));

    rooms.put("results", Set.of("io"));
    rooms.put("report", Set.of("results"));
    rooms.put("suite", Set.of("results", "evidence"));
    rooms.put("bench", and(floors1And2, "migration", "peer", "evidence"));

    rooms.put("cli", Set.of("suite", "peer", "report", "results", "migration", "evidence"));
    return rooms;
  }

  private static Set<String> and(Set<String> rooms, String... others) {
    return Stream.concat(rooms.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> rooms() {
    return MAY_IMPORT.keySet();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomImportsOnlyWhatIsDrawn(String room) {
    String[] allowed =
        Stream.concat(Stream.of(room), MAY_IMPORT.getOrDefault(room, Set.of()).stream())
            .map(HouseTest::everythingIn)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(everythingIn(room))
        .should()
        .dependOnClassesThat(resideInAPackage(HOUSE + "..").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyClassLivesInARoomOfTheDrawing() {
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).startsWith(HOUSE + "."))
        .extracting(name -> name.substring(HOUSE.length() + 1).split("\\.", 2)[0])
        .isSubsetOf(rooms());
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    assertThat(packages)
        .filteredOn(room -> !room.isAnnotatedWith(NullMarked.class))
        .as("packages without a package-info.java that is @NullMarked")
        .isEmpty();
  }

  @Test
  void roomsFormNoCycle() {
    slices()
        .matching(HOUSE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyIoCallsNativeFunctions() {
    noClasses()
        .that()
        .resideOutsideOfPackage(everythingIn("io"))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Linker.class)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyCliWritesToTheStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage(everythingIn("cli"))
        .should(ACCESS_STANDARD_STREAMS)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** JMH fills and reads a benchmark's public fields; nobody else has any. */
  @Test
  void publicFieldsAreConstants() {
    fields()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(everythingIn("bench"))
        .should()
        .beStatic()
        .andShould()
        .beFinal()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static String everythingIn(String room) {
    return HOUSE + "." + room + "..";
  }
}
