import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.OperationApi;
import org.openapitools.client.api.QuotesApi;
import org.openapitools.client.model.*;

public class Call {
  static final String TEXT = "“We will study the answer,” Vladimir Putin said on Friday. 🎙";
  static final String PAGE = "<!doctype html><title>News</title><article><p>" + TEXT + " They had talked for an hour.</p></article>";

  interface Asking { Object ask() throws Exception; }

  static void told(String name, Asking asking) {
    try {
      String answer = String.valueOf(asking.ask()).replaceAll("\\s+", " ");
      System.out.printf("%-14s %s%n", name, answer.substring(0, Math.min(90, answer.length())));
    } catch (ApiException e) {
      System.out.printf("%-14s %d %s%n", name, e.getCode(), e.getResponseBody());
    } catch (Exception e) {
      System.out.printf("%-14s FAILED %s%n", name, e);
    }
  }

  static File file(String content) throws Exception {
    File file = File.createTempFile("body", "");
    Files.writeString(file.toPath(), content);
    return file;
  }

  public static void main(String[] arguments) {
    ApiClient client = new ApiClient();
    client.setBasePath(arguments[0]);
    QuotesApi quotes = new QuotesApi(client);
    OperationApi operation = new OperationApi(client);
    ArticleRequest article = new ArticleRequest().text(TEXT).types(List.of(QuoteType.DIRECT, QuoteType.INDIRECT)).offsets(OffsetUnit.UTF16);
    told("quotes", () -> {
      Quote quote = quotes.quotes(article, null, null, null, LocalDate.of(2022, 2, 8), null, null).getQuotes().get(0);
      Span span = quote.getSpans().get(0);
      return quote.getSpeaker().getName() + ": " + TEXT.substring(span.getStart(), span.getEnd());
    });
    told("quotesOfText", () -> quotes.quotesOfText(file(TEXT), null, List.of(QuoteType.DIRECT, QuoteType.MIXED), null, null, null).getQuotes().size());
    told("quotesOfPage", () -> quotes.quotesOfPage(file(PAGE), null, null, null, null, null).getArticle());
    told("quotesOfBatch", () -> Files.readString(quotes.quotesOfBatch(file("{\"id\": 1, \"text\": \"" + TEXT + "\"}\n{\"id\": 2}"), null, null, null, null, null, null, Map.of("Accept", "application/x-ndjson")).toPath()));
    told("health", operation::health);
    told("ready", operation::ready);
    told("metrics", operation::metrics);
    told("description", () -> Files.readString(operation.description().toPath()));
    told("problem", () -> operation.problem("saturated"));
    told("reference", operation::reference);
    told("page", quotes::page);
    told("examples", () -> quotes.examples().getExamples().size());
    told("a problem", () -> quotes.quotes(new ArticleRequest().text(" "), null, null, null, null, null, null));
    told("to come", () -> {
      Speaker speaker = new com.fasterxml.jackson.databind.ObjectMapper().readValue("{\"id\":null,\"name\":\"C\",\"kind\":\"robot\",\"role\":null,\"mention\":null,\"basis\":\"heard\",\"members\":[],\"gender\":\"n\"}", Speaker.class);
      return speaker.getKind() + " " + speaker.getAdditionalProperties();
    });
  }
}
