package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.List;
import java.util.Map;

/**
 * Writes a picture as one JSON document, for programs that draw it their own way.
 *
 * <pre>
 * picture = {"commits": [commit ..], "lanes": number, "more": number, "more_names": number}
 * commit  = {"branches": [name ..], "commit": id, "lane": number, "parents": [id ..],
 *            "tags": [name ..], "words": text}
 * </pre>
 */
final class JsonPicture {

  private JsonPicture() {}

  static String draw(CommitPicture picture) {
    return JsonObject.of(
            Map.of(
                "commits",
                JsonArray.of(picture.rows().stream().map(JsonPicture::commit).toList()),
                "lanes",
                JsonNumber.of(picture.lanes()),
                "more",
                JsonNumber.of(picture.more()),
                "more_names",
                JsonNumber.of(picture.moreNames())))
        .text();
  }

  private static Json commit(CommitPicture.Row row) {
    return JsonObject.of(
        Map.of(
            "commit",
            JsonText.of(row.commit().id().toString()),
            "parents",
            texts(row.commit().parents().stream().map(EventId::toString).toList()),
            "lane",
            JsonNumber.of(row.lane()),
            "branches",
            texts(row.branches()),
            "tags",
            texts(row.tags()),
            "words",
            JsonText.of(row.words())));
  }

  private static Json texts(List<String> values) {
    return JsonArray.of(values.stream().map(JsonText::of).toList());
  }
}
