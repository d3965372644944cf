package org.crossview.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.crossview.cli.terminal.Json;
import org.crossview.core.polar.HeatMap;

/** The explanations for programs; see docs/explain.md. */
final class ExplanationJson {
  private ExplanationJson() {}

  /**
   * An explained query.
   *
   * @param sheets of its pairs, in their order
   */
  record Entry(Answer answer, List<ExplainedPair> pairs, List<Path> sheets) {}

  /**
   * Writes down all of them.
   *
   * @param retrieval the sheets of answers
   */
  static String of(String dataset, int gallery, List<Entry> entries, List<Path> retrieval) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("dataset", dataset).put("gallery", gallery);
    retrieval.forEach(sheet -> root.withArray("sheets").add(sheet.toString()));
    ArrayNode queries = root.putArray("queries");
    entries.forEach(entry -> add(queries.addObject(), entry));
    return Json.text(root);
  }

  private static void add(ObjectNode node, Entry entry) {
    Answer answer = entry.answer();
    node.put("panorama", answer.name()).put("step", answer.step());
    ArrayNode candidates = node.putArray("candidates");
    answer.first().forEach(found -> add(candidates.addObject(), found));
    if (answer.truth().isPresent()) {
      add(node.putObject("truth"), answer.truth().get());
    } else {
      node.putNull("truth");
    }
    ArrayNode pairs = node.putArray("pairs");
    for (int i = 0; i < entry.pairs().size(); i++) {
      ExplainedPair pair = entry.pairs().get(i);
      ObjectNode explained = pairs.addObject();
      explained.put("tile", pair.tile().name()).put("sheet", entry.sheets().get(i).toString());
      ArrayNode models = explained.putArray("models");
      pair.heats().forEach(heat -> add(models.addObject(), heat));
    }
  }

  private static void add(ObjectNode node, Answer.Found found) {
    node.put("tile", found.name()).put("rank", found.rank()).put("distance", found.distance());
    if (found.metres().isPresent()) {
      node.put("metres", found.metres().getAsDouble());
    } else {
      node.putNull("metres");
    }
    node.put("right", found.right());
  }

  private static void add(ObjectNode node, ExplainedPair.ModelHeat heat) {
    node.put("modelVersion", heat.model().version());
    ArrayNode cosines = node.putArray("cosine");
    heat.heat().similarity().forEach(cosines::add);
    heat.heat().ground().forEach(map -> add(node.withArray("ground").addObject(), map));
    heat.heat().aerial().forEach(map -> add(node.withArray("aerial").addObject(), map));
  }

  /** Row by row, so that a line of the file is a row of the map. */
  private static void add(ObjectNode node, HeatMap map) {
    node.put("largest", map.max());
    ArrayNode rows = node.putArray("heat");
    for (int row = 0; row < map.height(); row++) {
      ArrayNode cells = rows.addArray();
      for (int col = 0; col < map.width(); col++) {
        cells.add(map.values()[row * map.width() + col]);
      }
    }
  }
}
