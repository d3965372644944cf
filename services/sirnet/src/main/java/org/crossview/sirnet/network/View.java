package org.crossview.sirnet.network;

/** The two branches of the network. They share their structure and none of their weights. */
public enum View {
  GROUND("G", "ground"),
  AERIAL("A", "aerial");

  private final String variablePrefix;
  private final String signature;

  View(String variablePrefix, String signature) {
    this.variablePrefix = variablePrefix;
    this.signature = signature;
  }

  /** First part of the names of the branch's variables. */
  public String variablePrefix() {
    return variablePrefix;
  }

  /** Name of the branch's signature in an exported model. */
  public String signature() {
    return signature;
  }
}
