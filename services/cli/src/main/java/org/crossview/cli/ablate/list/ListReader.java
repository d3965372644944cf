package org.crossview.cli.ablate.list;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.crossview.cli.terminal.UserErrorException;

/** Reads list files and those that they include, and merges them. */
public final class ListReader {
  private static final String OF_TOWNS = "towns";

  /** The lists that ship as resources; {@code towns} includes all the others. */
  static final List<String> NAMES =
      List.of("table4", "table5", "table6", "table7", "table9", "fig8", "fig9", "fig10", OF_TOWNS);

  /** What the shipped lists build upon where nothing else is wanted. */
  public static final String COMMON = "common";

  /**
   * What the shipped lists may build upon: a narrow network on towns, or the paper's on its data.
   */
  static final List<String> BASES = List.of(COMMON, "cvusa", "cvact");

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  /** Of files being read, to find one that includes itself. */
  private final Deque<String> open = new ArrayDeque<>();

  private final Set<String> seen = new LinkedHashSet<>();

  private String title;
  private String about;
  private String config;
  private final SequencedMap<String, String> set = new LinkedHashMap<>();
  private List<Long> seeds = List.of();
  private AblationList.DataSpec data;
  private final SequencedMap<String, AblationList.TestSpec> tests = new LinkedHashMap<>();
  private final SequencedMap<String, Map<String, String>> runs = new LinkedHashMap<>();
  private List<String> smoke = List.of();
  private final SequencedMap<String, String> smokeSet = new LinkedHashMap<>();
  private final List<AblationList.TableSpec> tables = new ArrayList<>();
  private final List<AblationList.FindingSpec> findings = new ArrayList<>();

  private final Set<String> without = new LinkedHashSet<>();
  private final String base;

  private ListReader(String base) {
    this.base = base;
  }

  /**
   * Reads a list.
   *
   * @param nameOrFile one of {@link #NAMES} or a file
   * @throws UserErrorException if a file is missing or faulty, or the lists do not go together
   */
  static AblationList read(String nameOrFile) {
    return read(nameOrFile, COMMON);
  }

  /**
   * Reads a list.
   *
   * @param base one of {@link #BASES} or a file, which takes the place of {@value #COMMON} in the
   *     lists that ship
   */
  public static AblationList read(String nameOrFile, String base) {
    if (nameOrFile.equals(OF_TOWNS) && !base.equals(COMMON)) {
      throw new UserErrorException(
          "--base %s: '%s' is for towns, most of it smoke runs; name one of %s"
              .formatted(base, nameOrFile, String.join(", ", NAMES.subList(0, NAMES.size() - 1))));
    }
    ListReader reader = new ListReader(base);
    reader.add(nameOrFile, null);
    if (!base.equals(COMMON) && !reader.seen.contains(base)) {
      throw new UserErrorException(
          "--base %s: %s includes no list that ships, and says itself what it builds upon"
              .formatted(base, nameOrFile));
    }
    AblationList list =
        new AblationList(
            reader.title,
            reader.about,
            reader.config,
            reader.set,
            reader.seeds,
            reader.data,
            reader.tests,
            reader.runs,
            reader.smoke,
            reader.smokeSet,
            List.copyOf(reader.tables),
            List.copyOf(reader.findings));
    AblationList used = new UsedTests(reader.without).of(list);
    ListCheck.check(nameOrFile, used);
    return used;
  }

  /**
   * What a file says is stronger than what it includes, whose runs, tables and findings come first.
   */
  private void add(String nameOrFile, String includedBy) {
    if (open.contains(nameOrFile)) {
      throw new UserErrorException(
          "%s includes itself: %s".formatted(nameOrFile, String.join(" -> ", open)));
    }
    if (!seen.add(nameOrFile)) {
      return;
    }
    open.addLast(nameOrFile);
    ListFile file = parse(nameOrFile, includedBy);
    for (String include : file.include()) {
      add(resolved(include, nameOrFile), nameOrFile);
    }
    title = file.title() == null ? title : file.title();
    about = file.about() == null ? about : file.about();
    config = file.config() == null ? config : file.config();
    set.putAll(file.set());
    seeds = file.seeds() == null ? seeds : file.seeds();
    data = file.data() == null ? data : file.data();
    tests.putAll(file.tests());
    without.addAll(file.without());
    file.runs().forEach((name, settings) -> addRun(nameOrFile, name, settings));
    smoke = file.smoke().isEmpty() ? smoke : file.smoke();
    smokeSet.putAll(file.smokeSet());
    tables.addAll(file.tables());
    findings.addAll(file.findings());
    open.removeLast();
  }

  private void addRun(String file, String name, Map<String, String> settings) {
    Map<String, String> wanted = settings == null ? Map.of() : settings;
    Map<String, String> earlier = runs.putIfAbsent(name, wanted);
    if (earlier != null && !earlier.equals(wanted)) {
      throw new UserErrorException(
          "%s: the run '%s' has other settings in a list that is included: %s, not %s"
              .formatted(file, name, earlier, wanted));
    }
  }

  private String resolved(String include, String file) {
    if (include.equals(COMMON) && !file.equals(base)) {
      return base;
    }
    return isShipped(include) || isShipped(file)
        ? include
        : Path.of(file).resolveSibling(include).toString();
  }

  private static boolean isShipped(String name) {
    return NAMES.contains(name) || BASES.contains(name);
  }

  private static ListFile parse(String nameOrFile, String includedBy) {
    try (InputStream in = stream(nameOrFile)) {
      ListFile file = MAPPER.readValue(in, ListFile.class);
      if (file == null) {
        throw new UserErrorException(nameOrFile + " is empty");
      }
      return file;
    } catch (UnrecognizedPropertyException e) {
      throw new UserErrorException(
          "%s: '%s' is no key here; allowed are %s"
              .formatted(at(nameOrFile, e), e.getPropertyName(), e.getKnownPropertyIds()),
          e);
    } catch (ValueInstantiationException e) {
      throw new UserErrorException(
          "%s: %s".formatted(at(nameOrFile, e), e.getCause().getMessage()), e);
    } catch (JsonProcessingException e) {
      throw new UserErrorException(
          "%s: %s".formatted(at(nameOrFile, e), e.getOriginalMessage().lines().findFirst().get()),
          e);
    } catch (NoSuchFileException e) {
      throw new UserErrorException(
          "%sthere is no list '%s'; name a file or one of %s"
              .formatted(
                  includedBy == null ? "" : includedBy + ": ",
                  nameOrFile,
                  String.join(", ", includedBy == null ? NAMES : BASES)),
          e);
    } catch (IOException e) {
      throw new UserErrorException(
          "%s cannot be read: %s".formatted(nameOrFile, e.getMessage()), e);
    }
  }

  private static String at(String file, JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null ? file : file + ", line " + location.getLineNr();
  }

  private static InputStream stream(String nameOrFile) throws IOException {
    return isShipped(nameOrFile)
        ? ListReader.class.getResourceAsStream(nameOrFile + ".yaml")
        : Files.newInputStream(Path.of(nameOrFile));
  }
}
