package org.crossview.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A certificate of 127.0.0.1, signed by itself, as a broker and its clients take it.
 *
 * @param keyStore PKCS #12, with the private key
 * @param trusted the certificate alone, PEM
 */
record BrokerCertificate(Path keyStore, Path trusted) {
  private static final String PASSWORD = "changed-it";

  /**
   * Makes one with the JDK's keytool.
   *
   * @param folder an existing folder, which will hold both files
   */
  static BrokerCertificate make(Path folder) throws IOException, InterruptedException {
    Path keyStore = folder.resolve("broker.p12");
    keytool(
        keyStore,
        List.of(
            "-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "SAN=ip:127.0.0.1"));
    Path trusted = folder.resolve("trusted.pem");
    keytool(keyStore, List.of("-exportcert", "-rfc", "-file", trusted.toString()));
    return new BrokerCertificate(keyStore, trusted);
  }

  private static void keytool(Path keyStore, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder keytool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    keytool.command().addAll(command);
    keytool
        .command()
        .addAll(
            List.of(
                "-alias",
                "broker",
                "-keystore",
                keyStore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
    Process process = keytool.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(keytool.command() + ": " + output);
    }
  }

  /** A broker's settings, which hold for its own connections to itself as well. */
  Map<String, String> ofBroker() {
    return Map.of(
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        keyStore.toString(),
        "ssl.keystore.password",
        PASSWORD,
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        trusted.toString());
  }

  /** A client's settings. */
  Map<String, String> ofClient() {
    return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", trusted.toString());
  }
}
