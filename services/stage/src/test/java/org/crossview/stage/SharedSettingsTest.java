package org.crossview.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.crossview.stage.kafka.MessageSizes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The settings that all services share fit the code and the libraries. */
class SharedSettingsTest {
  private static final Pattern CLASS_CATEGORY =
      Pattern.compile("quarkus\\.log\\.category\\.\"(.+\\.[A-Z]\\w*)\"\\.level");

  private static final Properties settings = new Properties();

  @BeforeAll
  static void read() throws Exception {
    try (InputStream file =
        SharedSettingsTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      settings.load(file);
    }
  }

  /** The file cannot name the constant. */
  @Test
  void kafkaStreamsSendsAndReadsRecordsOfTheLargestSize() {
    for (String key :
        List.of(
            "kafka-streams.producer.max.request.size",
            "kafka-streams.consumer.max.partition.fetch.bytes")) {
      assertThat(settings.getProperty(key))
          .as(key)
          .isEqualTo(Integer.toString(MessageSizes.MAX_REJECTION_BYTES));
    }
  }

  @Test
  void aClassWhoseLogLevelIsSetIsThere() throws ClassNotFoundException {
    List<String> classes =
        settings.stringPropertyNames().stream()
            .flatMap(key -> CLASS_CATEGORY.matcher(key).results())
            .map(result -> result.group(1))
            .toList();
    assertThat(classes).isNotEmpty();
    for (String name : classes) {
      assertThat(Class.forName(name, false, getClass().getClassLoader())).isNotNull();
    }
  }

  @Test
  void theLossOfUnreadRecordsIsLogged() {
    for (String name : List.of("FetchCollector", "SubscriptionState")) {
      String category = "org.apache.kafka.clients.consumer.internals." + name;
      assertThat(settings.getProperty("quarkus.log.category.\"" + category + "\".level"))
          .isEqualTo("INFO");
    }
  }
}
