package org.crossview.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.crossview.local.LocalKafka;
import org.crossview.stage.kafka.KafkaConnection;

/**
 * A broker that speaks TLS, asks every client for a name and a password, and lets it do what the
 * name has a right to, which at first is nothing.
 */
final class SecuredBroker implements AutoCloseable {
  /** May do everything. */
  static final String OPERATOR = "operator";

  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private final BrokerCertificate certificate;
  private final LocalKafka kafka;

  private SecuredBroker(BrokerCertificate certificate, LocalKafka kafka) {
    this.certificate = certificate;
    this.kafka = kafka;
  }

  /**
   * Starts it.
   *
   * @param folder where its certificate will be
   * @param users who may connect, beside the operator
   */
  static SecuredBroker start(Path folder, Set<String> users)
      throws IOException, InterruptedException {
    BrokerCertificate certificate = BrokerCertificate.make(folder);
    Map<String, String> settings = new HashMap<>(certificate.ofBroker());
    settings.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    String passwords =
        users.stream()
            .map(user -> " user_%s=\"%s\"".formatted(user, password(user)))
            .collect(Collectors.joining());
    settings.put(
        "listener.name.clients.plain.sasl.jaas.config",
        "%s username=\"%s\" password=\"%s\" user_%2$s=\"%3$s\"%s;"
            .formatted(PLAIN, OPERATOR, password(OPERATOR), passwords));
    settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
    // The controller listens to this broker alone, without a name.
    settings.put("super.users", "User:" + OPERATOR + ";User:ANONYMOUS");
    return new SecuredBroker(certificate, LocalKafka.start(settings));
  }

  private static String password(String user) {
    return "of " + user;
  }

  /** Lets users do something. */
  void grant(Collection<AclBinding> rights) throws Exception {
    try (Admin admin = admin()) {
      admin.createAcls(rights).all().get();
    }
  }

  /** Takes rights away again. */
  void revoke(Collection<AclBinding> rights) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteAcls(rights.stream().map(AclBinding::toFilter).toList()).all().get();
    }
  }

  /** An admin client of the operator's. */
  Admin admin() {
    return Admin.create(connection(OPERATOR).admin("test"));
  }

  /** How a user connects. */
  KafkaConnection connection(String user) {
    return new KafkaConnection(kafka.bootstrapServers(), clientSettings(user, password(user)));
  }

  /** The same as the environment of a service, with a password of the test's choice. */
  Map<String, String> environment(String user, String password) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    clientSettings(user, password)
        .forEach(
            (name, value) ->
                environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    return environment;
  }

  /** The same with the user's own password. */
  Map<String, String> environment(String user) {
    return environment(user, password(user));
  }

  private Map<String, String> clientSettings(String user, String password) {
    Map<String, String> settings = new HashMap<>(certificate.ofClient());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config", "%s username=\"%s\" password=\"%s\";".formatted(PLAIN, user, password));
    return settings;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
