package org.crossview.cli.localize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.crossview.cli.terminal.Json;

/** Placements as text, as JSON and as GeoJSON (RFC 7946). */
final class PlacementPrinter {
  private PlacementPrinter() {}

  static String text(Placement p) {
    Formatter out = new Formatter(Locale.ROOT);
    out.format("%s%n", p.panorama());
    out.format(
        "  position    %s%n",
        p.position()
            .map(q -> String.format(Locale.ROOT, "%.7f, %.7f", q.lat(), q.lon()))
            .orElse("the tile has none"));
    out.format("  confidence  %.3f (not calibrated)%n", p.confidence());
    out.format("  step        %d%n", p.step());
    for (int i = 0; i < p.candidates().size(); i++) {
      Placement.Candidate c = p.candidates().get(i);
      out.format("  tile %d      %s, distance %.4f%n", i + 1, c.tile(), c.distance());
    }
    if (p.right().isPresent()) {
      boolean right = p.right().get();
      out.format("  truth       %s%n", right ? "this tile" : "another tile of the folder");
    }
    return out.toString();
  }

  static String json(List<Placement> placements) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Placement p : placements) {
      ObjectNode node = list.addObject();
      node.put("panorama", p.panorama());
      node.put("tile", p.tile());
      node.put("lat", p.position().map(q -> q.lat()).orElse(null));
      node.put("lon", p.position().map(q -> q.lon()).orElse(null));
      node.put("confidence", p.confidence());
      node.put("step", p.step());
      ArrayNode candidates = node.putArray("candidates");
      for (Placement.Candidate c : p.candidates()) {
        candidates.addObject().put("tile", c.tile()).put("distance", c.distance());
      }
    }
    return Json.text(list);
  }

  static String geoJson(List<Placement> placements) {
    ObjectNode collection = JsonNodeFactory.instance.objectNode();
    collection.put("type", "FeatureCollection");
    ArrayNode features = collection.putArray("features");
    for (Placement p : placements) {
      ObjectNode feature = features.addObject();
      feature.put("type", "Feature");
      if (p.position().isPresent()) {
        // Longitude comes first in GeoJSON.
        feature
            .putObject("geometry")
            .put("type", "Point")
            .putArray("coordinates")
            .add(p.position().get().lon())
            .add(p.position().get().lat());
      } else {
        feature.putNull("geometry");
      }
      feature
          .putObject("properties")
          .put("panorama", p.panorama())
          .put("tile", p.tile())
          .put("confidence", p.confidence())
          .put("step", p.step());
    }
    return Json.text(collection);
  }
}
