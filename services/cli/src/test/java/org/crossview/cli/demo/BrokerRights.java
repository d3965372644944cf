package org.crossview.cli.demo;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.crossview.stage.Topics;

/**
 * What each service may do at the broker, and no more: the table of docs/running.md.
 *
 * @param reads topics
 * @param writes topics
 * @param groups how the names of its consumer groups begin
 * @param ownTopics how the names of the topics begin that Kafka Streams makes for it
 * @param transactions how its transactional ids begin
 */
record BrokerRights(
    List<String> reads,
    List<String> writes,
    List<String> groups,
    List<String> ownTopics,
    List<String> transactions) {

  /** By service. */
  static final Map<String, BrokerRights> OF_SERVICES =
      Map.of(
          "polar-preprocessing",
          new BrokerRights(
              List.of(Topics.PANORAMAS_CAPTURED, Topics.TILES_IMPORTED),
              List.of(
                  Topics.PANORAMAS_PREPARED,
                  Topics.TILES_PREPARED,
                  Topics.PANORAMAS_REJECTED,
                  Topics.TILES_REJECTED),
              List.of("crossview-polar-preprocessing"),
              List.of(),
              List.of()),
          "embedding",
          new BrokerRights(
              List.of(Topics.PANORAMAS_PREPARED, Topics.TILES_PREPARED),
              List.of(
                  Topics.PANORAMAS_EMBEDDED,
                  Topics.TILES_EMBEDDED,
                  Topics.PANORAMAS_REJECTED,
                  Topics.TILES_REJECTED),
              List.of("embedding"),
              List.of(),
              List.of()),
          "gallery-writer",
          new BrokerRights(
              List.of(Topics.TILES_EMBEDDED, Topics.TILES_REJECTED, Topics.IMPORTS_COMPLETED),
              List.of(
                  Topics.TILES_EMBEDDED,
                  Topics.TILES_REJECTED,
                  Topics.IMPORTS_COMPLETED,
                  Topics.DEAD_LETTERS),
              List.of("gallery-writer-", "crossview-gallery-writer"),
              List.of("crossview-gallery-writer-"),
              List.of("crossview-gallery-writer-")),
          "gallery-search",
          new BrokerRights(
              List.of(Topics.PANORAMAS_EMBEDDED),
              List.of(Topics.PANORAMAS_SEARCHED, Topics.PANORAMAS_REJECTED),
              List.of("gallery-search-"),
              List.of(),
              List.of()),
          "ase-halting",
          new BrokerRights(
              List.of(Topics.PANORAMAS_SEARCHED),
              List.of(Topics.PANORAMAS_HALTED, Topics.PANORAMAS_REJECTED),
              List.of("crossview-ase-halting"),
              List.of("crossview-ase-halting-"),
              List.of()),
          "matching",
          new BrokerRights(
              List.of(Topics.PANORAMAS_HALTED, Topics.PANORAMAS_REJECTED),
              List.of(Topics.GEOTAGS, Topics.DEAD_LETTERS),
              List.of("crossview-matching"),
              List.of("crossview-matching-"),
              List.of("crossview-matching-")));

  /** The same as the broker takes it, for a user's name. */
  List<AclBinding> bindings(String user) {
    List<AclBinding> bindings = new ArrayList<>();
    reads.forEach(t -> bindings.add(allow(user, TOPIC, t, LITERAL, READ)));
    writes.forEach(t -> bindings.add(toWrite(user, t)));
    groups.forEach(g -> bindings.add(allow(user, GROUP, g, PREFIXED, READ)));
    for (String own : ownTopics) {
      for (AclOperation operation : List.of(CREATE, READ, WRITE)) {
        bindings.add(allow(user, TOPIC, own, PREFIXED, operation));
      }
    }
    transactions.forEach(t -> bindings.add(allow(user, TRANSACTIONAL_ID, t, PREFIXED, WRITE)));
    return bindings;
  }

  /** The right to write to one topic. */
  static AclBinding toWrite(String user, String topic) {
    return allow(user, TOPIC, topic, LITERAL, WRITE);
  }

  private static AclBinding allow(
      String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }
}
