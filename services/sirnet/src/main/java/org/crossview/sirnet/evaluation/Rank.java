package org.crossview.sirnet.evaluation;

/**
 * Where the true tile stands.
 *
 * @param nearer tiles strictly nearer than the true one
 * @param nearerOrEqual tiles as near as the true one or nearer, without itself: the rank when ties
 *     count against the truth, so that collapsed descriptors cannot score
 */
public record Rank(int nearer, int nearerOrEqual) {
  /** Whether the true tile is among the K nearest, ties counting for it. */
  public boolean isWithin(int k) {
    return nearer < k;
  }

  /** Whether the true tile is among the K nearest even when ties count against it. */
  public boolean isSurelyWithin(int k) {
    return nearerOrEqual < k;
  }
}
