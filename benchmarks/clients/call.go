package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	client "github.com/GIT_USER_ID/GIT_REPO_ID"
)

const text = "“We will study the answer,” Vladimir Putin said on Friday. 🎙"
const page = "<!doctype html><title>News</title><article><p>" + text + " They had talked for an hour.</p></article>"

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func told[T any](name string, answered T, _ any, err error) T {
	if err != nil {
		panic(fmt.Sprint(name, ": ", err))
	}
	line := must(json.Marshal(answered))
	if len(line) > 90 {
		line = append(line[:90], "…"...)
	}
	fmt.Printf("%-14s %s\n", name, line)
	return answered
}

func file(content string) *os.File {
	f := must(os.CreateTemp("", "body"))
	must(f.WriteString(content))
	must(f.Seek(0, 0))
	return f
}

func main() {
	configuration := client.NewConfiguration()
	configuration.Servers = client.ServerConfigurations{{URL: os.Args[1]}}
	api, ctx := client.NewAPIClient(configuration), context.Background()
	article := client.NewArticleRequest(text)
	article.SetTypes([]client.QuoteType{client.DIRECT, client.INDIRECT})
	article.SetOffsets(client.BYTE)
	answer, _, err := api.QuotesAPI.Quotes(ctx).ArticleRequest(*article).Date("2022-02-08").Execute()
	told("quotes", answer, nil, err)
	span := answer.Quotes[0].Spans[0]
	speaker := answer.Quotes[0].Speaker.Get()
	fmt.Println("  ", speaker.Name, speaker.Id.Get() != nil, text[span.Start:span.End])
	a, r, err := api.QuotesAPI.QuotesOfText(ctx).Body(file(text)).Types([]client.QuoteType{client.DIRECT, client.MIXED}).Execute()
	told("quotesOfText", a, r, err)
	a, r, err = api.QuotesAPI.QuotesOfPage(ctx).Body(file(page)).Execute()
	told("quotesOfPage", a, r, err)
	lines, r, err := api.QuotesAPI.QuotesOfBatch(ctx).Body(file("{\"id\": 1, \"text\": \"" + text + "\"}\n{\"id\": 2}")).Execute()
	if err != nil {
		panic(err)
	}
	told("quotesOfBatch", string(must(io.ReadAll(lines))), r, nil)
	health, r, err := api.OperationAPI.Health(ctx).Execute()
	told("health", health, r, err)
	ready, r, err := api.OperationAPI.Ready(ctx).Execute()
	told("ready", ready, r, err)
	metrics, r, err := api.OperationAPI.Metrics(ctx).Execute()
	told("metrics", metrics, r, err)
	description, r, err := api.OperationAPI.Description(ctx).Execute()
	if err != nil {
		panic(err)
	}
	told("description", string(must(io.ReadAll(description))), r, nil)
	problem, r, err := api.OperationAPI.Problem(ctx, "saturated").Execute()
	told("problem", problem, r, err)
	reference, r, err := api.OperationAPI.Reference(ctx).Execute()
	told("reference", reference, r, err)
	start, r, err := api.QuotesAPI.Page(ctx).Execute()
	told("page", start, r, err)
	examples, r, err := api.QuotesAPI.Examples(ctx).Execute()
	told("examples", examples, r, err)
	_, refused, err := api.QuotesAPI.Quotes(ctx).ArticleRequest(*client.NewArticleRequest(" ")).Execute()
	fmt.Println("a problem     ", refused.StatusCode, err)
	var toCome client.Speaker
	err = json.Unmarshal([]byte(`{"id":null,"name":"C","kind":"robot","role":null,"mention":null,"basis":"heard","members":[],"gender":"n"}`), &toCome)
	fmt.Println("to come       ", err, toCome.Kind, toCome.AdditionalProperties)
}
