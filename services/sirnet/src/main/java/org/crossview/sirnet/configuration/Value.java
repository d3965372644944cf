package org.crossview.sirnet.configuration;

/**
 * What a key is set to.
 *
 * @param text as it was written
 * @param origin file, name of a configuration or option that said so
 */
record Value(String text, String origin) {}
