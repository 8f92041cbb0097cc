# The commands of the project.  On a fresh machine, each one first builds the environment (.venv).
#     make serve       starts the service on http://127.0.0.1:8000
#     make test        runs the tests; ARGS="-k offsets" for some of them
#     make check       checks with ruff and mypy, and openapi.yaml and Dockerfile
#     make accuracy    measures quotes and speakers against gold data; GOLD=file.jsonl; ARGS=--rules counts rules
#     make explain FILE=article.txt   prints for each quote of a text the rules and the weights that made it
#     make fit         fits the learned models anew and compares them; ARGS=--write keeps them
#     make answers-diff BASE=main   shows the quotes that differ between a commit and the working tree
#     make speed       measures words per second, alone and over HTTP
#     make reliability   tests overload, kills, fuzz, soak, hostile clients: an hour; ARGS="load kill" for some
#     make archives    measures extraction from files: cores, HTTP, memory, kills; some minutes
#     make spark       installs pyspark; after that, make test also runs the tests of Spark
#     make spark-environment   packs build/environment.tar.gz, with which a Spark cluster runs the project
#     make spark-benchmark   measures articles per second on one core and on two
#     make sbom        writes build/sbom.json in CycloneDX: what runs, with hashes and licences
#     make requirements   pins requirements*.in anew
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PINS := --require-hashes --quiet --disable-pip-version-check

.PHONY: serve test check accuracy explain fit answers-diff speed reliability archives spark spark-environment \
	spark-benchmark sbom requirements clean
.DEFAULT_GOAL := serve

# Stamp files record what the environment holds.  When the pins change, it is installed again.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.txt | $(BIN)/python
	@echo 'installing requirements.txt into $(VENV): some minutes, once'
	$(BIN)/python -m pip install $(PINS) -r requirements.txt
	@touch $@

$(VENV)/tools.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	$(BIN)/python -m pip install $(PINS) -r requirements-dev.txt
	@touch $@

$(VENV)/client.stamp: requirements-client.txt | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/client
	$(VENV)/client/bin/python -m pip install $(PINS) -r requirements-client.txt
	@touch $@

$(VENV)/spark.stamp: requirements-spark.txt $(VENV)/runtime.stamp
	$(BIN)/python -m pip install $(PINS) -r requirements-spark.txt
	@touch $@

serve: $(VENV)/runtime.stamp
	PORT=$(PORT) $(BIN)/python -m gunicorn --config service/gunicorn.conf.py

test: $(VENV)/tools.stamp $(VENV)/client.stamp
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/tools.stamp
	$(BIN)/ruff check service tests benchmarks deploy
	$(BIN)/mypy
	$(BIN)/openapi-spec-validator openapi.yaml
	$(BIN)/hadolint Dockerfile
	$(BIN)/shellcheck .ci/run

accuracy: $(VENV)/runtime.stamp
	$(BIN)/python -m benchmarks.accuracy $(if $(GOLD),--gold $(GOLD)) $(ARGS)

explain: $(VENV)/runtime.stamp
	$(BIN)/python -m benchmarks.explain $(FILE) $(ARGS)

fit: $(VENV)/runtime.stamp
	$(BIN)/python -m benchmarks.fit $(ARGS)

answers-diff: $(VENV)/runtime.stamp
	$(BIN)/python -m benchmarks.answers_diff $(BASE) $(ARGS)

speed: $(VENV)/runtime.stamp
	$(BIN)/python -m benchmarks.speed $(ARGS)

reliability: $(VENV)/tools.stamp
	$(BIN)/python -m benchmarks.reliability $(ARGS)

archives: $(VENV)/runtime.stamp
	$(BIN)/python -m benchmarks.archive $(ARGS)

spark: $(VENV)/spark.stamp

# pyspark is left out: a cluster has its own, and would otherwise find two.
SHIPPED := build/environment
spark-environment:
	rm -rf $(SHIPPED)
	$(PYTHON) -m venv $(SHIPPED)
	$(SHIPPED)/bin/python -m pip install $(PINS) -r requirements.txt -r requirements-spark.txt
	$(SHIPPED)/bin/python -m pip uninstall --yes --quiet pyspark
	cp -R service $(SHIPPED)/lib/python3*/site-packages
	tar -czf $(SHIPPED).tar.gz -C $(SHIPPED) .

spark-benchmark: $(VENV)/spark.stamp
	$(BIN)/python -m benchmarks.archive.spark $(ARGS)

sbom: $(VENV)/tools.stamp
	mkdir -p build
	PYTHONPATH=. $(BIN)/python deploy/sbom.py > build/sbom.json

PIN := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
requirements: $(VENV)/tools.stamp
	$(PIN) --output-file requirements.txt requirements.in
	$(PIN) --output-file requirements-archive.txt requirements-archive.in
	$(PIN) --output-file requirements-dev.txt requirements-dev.in
	$(PIN) --output-file requirements-spark.txt requirements-spark.in
	$(PIN) --output-file requirements-client.txt requirements-client.in

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
