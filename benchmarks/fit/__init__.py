"""Fits the models of service/lexicons/models on annotated articles: python -m benchmarks.fit"""
