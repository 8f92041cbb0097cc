"""Requests to the extractor and its answers, the same over HTTP and from files; knows neither of these."""
