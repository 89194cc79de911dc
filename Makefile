# Everything starts here; `make help` lists it.
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/bot.po))
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
COMPILE := $(VENV)/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

export PYTHONTZPATH =

.PHONY: help install run test check lint format bench bench-search torture fuzz words lock audit sbom licences reliability clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

install: $(RUN_STAMP) $(CATALOGUES)  ## set everything up without starting: for a server, and after an upgrade

run: install  ## set everything up and start: Telegram with BOT_TOKEN, else the sandbox
	@exec $(PY) -m bot

test: $(DEV_STAMP) $(CATALOGUES)  ## set everything up and run the tests
	@$(PY) -m pytest -n auto --dist worksteal

check: lint test  ## all of it: what CI runs

lint: $(DEV_STAMP) $(CATALOGUES)  ## formatter, linter, strict types, catalogues, our sources
	@$(VENV)/bin/ruff format --check --quiet .
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/mypy
	@$(PY) -m bot corpus check --complete

format: $(DEV_STAMP)  ## format the code and mend what can be mended
	@$(VENV)/bin/ruff check --fix-only --quiet .
	@$(VENV)/bin/ruff format .

bench: $(DEV_STAMP) $(CATALOGUES)  ## ratios of speed, measured in one run
	@$(PY) -m benchmarks.run

bench-search: $(DEV_STAMP) $(CATALOGUES)  ## recall and latency of the search
	@$(PY) -m benchmarks.search

torture: $(DEV_STAMP) $(CATALOGUES)  ## kill a delivery again and again; the long form: make torture SUBSCRIBERS=10000 KILLS=200
	@$(PY) -m tests.torture --subscribers $(or $(SUBSCRIBERS),2000) --kills $(or $(KILLS),40)

fuzz: $(DEV_STAMP) $(CATALOGUES)  ## 100,000 texts through the grammar of references
	@REFERENCE_EXAMPLES=100000 $(PY) -m pytest tests/test_reference.py

words: $(DEV_STAMP)  ## collect the sentences of the interface into the catalogues
	@$(VENV)/bin/pybabel -q extract -F locales/babel.cfg --no-wrap --sort-by-file --no-location --project=ata-zan \
		--copyright-holder="Ata Zań" -o locales/bot.pot bot handlers content
	@for locale in kk ru en; do \
		$(VENV)/bin/pybabel -q update -D bot -i locales/bot.pot -d locales -l $$locale --no-fuzzy-matching --no-wrap; done

lock: $(DEV_STAMP)  ## pin requirements with hashes again
	@$(COMPILE) requirements/run.in -o requirements/run.txt
	@$(COMPILE) requirements/dev.in -o requirements/dev.txt

audit: $(DEV_STAMP)  ## known faults of what runs, asked of PyPI; fails also when they cannot be asked
	@$(VENV)/bin/pip-audit --strict --progress-spinner off --require-hashes --disable-pip -r requirements/run.txt

sbom: $(DEV_STAMP)  ## a bill of materials (CycloneDX) of what runs
	@mkdir -p build
	@$(PY) -m tests.dependencies sbom >build/sbom.json
	@echo build/sbom.json

licences: $(DEV_STAMP)  ## list the licences of all dependencies in docs/licences.md
	@$(PY) -m tests.dependencies licences

reliability: $(DEV_STAMP) $(CATALOGUES)  ## the fault suite at its full numbers; writes the table of docs/reliability.md
	@$(PY) -m tests.reliability_report

clean:  ## remove what was built, not the data
	@rm -rf $(VENV) $(CATALOGUES) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@python3 -m venv $(VENV)

$(RUN_STAMP): requirements/run.txt | $(PY)
	@echo "Installing what the bot needs (once) …"
	@$(PIP) -r $<
	@touch $@

$(DEV_STAMP): requirements/dev.txt | $(PY)
	@echo "Installing what the tests need (once) …"
	@$(PIP) -r $<
	@touch $@ $(RUN_STAMP)

%.mo: %.po | $(RUN_STAMP)
	@$(VENV)/bin/pybabel -q compile -i $< -o $@
