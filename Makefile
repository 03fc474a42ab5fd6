# Madoguchi: `make run` serves the product with demo data, `make test` proves it. See CONTRIBUTING.md.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export MADOGUCHI_HOME ?= data
# Test cases of other projects and vendors' API documents, where they lie beside the checkout.
export MADOGUCHI_VECTORS ?= ../shared/vectors
export MADOGUCHI_SPECS ?= ../shared/specs
# Compiled modules are kept, whatever the shell says: without them each start compiles a thousand files.
export PYTHONDONTWRITEBYTECODE :=
PORT ?= 8000
# The lists hold every package there is to install, so nothing is resolved; modules are compiled when first used.
PIP := $(BIN)/pip install -qq --disable-pip-version-check --no-deps
# One list by two processes, each with every other package: unpacking keeps one core busy.
define install
	@awk -v to=$(VENV)/half- 'BEGIN { n = 0 } /^[a-zA-Z0-9]/ { n = 1 - n } { print > (to n ".txt") }' $(1)
	@$(PIP) --no-compile --require-hashes -r $(VENV)/half-0.txt & first=$$!; \
	$(PIP) --no-compile --require-hashes -r $(VENV)/half-1.txt; second=$$?; wait $$first && exit $$second
endef
run: export MADOGUCHI_PUBLIC_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help run test test-sqlite test-postgresql screenshots check format messages bench vectors lock clean

help:  ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

run: $(VENV)/.runtime  ## Install everything, fill an empty database with the demo, serve on http://127.0.0.1:8000
	@echo "2/4 database and translations, and language models beside"
	@$(MAKE) --no-print-directory $(VENV)/.models > $(VENV)/models.log 2>&1 & models=$$!; \
	$(BIN)/madoguchi setup && echo "3/4 demo data" && $(BIN)/madoguchi demo && wait $$models; cat $(VENV)/models.log
	@echo "4/4 serving"; exec $(BIN)/madoguchi serve --port $(PORT)

test: $(VENV)/.test  ## The whole suite on SQLite, then on PostgreSQL + Redis, browser journeys included
	@$(PYTHON) tests/tools/system_packages.py
	@$(BIN)/python -m tests.tools.run

test-sqlite: $(VENV)/.test  ## The suite on SQLite alone
	@$(BIN)/python -m tests.tools.run sqlite

test-postgresql: $(VENV)/.test  ## The suite on PostgreSQL + Redis alone
	@$(BIN)/python -m tests.tools.run postgresql

screenshots: $(VENV)/.test  ## Pictures of the pages for people to look at: screenshots/, three widths, light and dark
	@TESTS_PICTURES=1 $(BIN)/python -m tests.tools.run sqlite tests/browser

check: $(VENV)/.test  ## Format, lint, types, import rules, migrations, translations
	@$(PYTHON) tests/tools/system_packages.py gettext
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy madoguchi
	$(BIN)/lint-imports
	@mkdir -p $(VENV)/check-home
	MADOGUCHI_HOME=$(VENV)/check-home DJANGO_SETTINGS_MODULE=madoguchi.site.settings $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/python -m tests.tools.messages --check

format: $(VENV)/.test  ## Bring the code into form
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

messages: $(VENV)/.test  ## Collect translatable strings into locale/
	$(BIN)/python -m tests.tools.messages

bench: $(VENV)/.test  ## Measure, each figure beside its reference in the same run
	$(BIN)/python -m bench

vectors: $(VENV)/.test  ## Judge the product on other projects' test cases, where they lie beside the checkout
	@$(BIN)/python -m tests.vectors

lock:  ## Renew requirements/*.txt (versions and hashes, no addresses)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements/runtime.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group test --group check -o requirements/test.txt

clean:  ## Remove the virtual environment (the data stays)
	rm -rf $(VENV)

$(VENV)/.runtime: requirements/runtime.txt requirements/models.txt pyproject.toml
	@echo "1/4 installing (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(call install,requirements/runtime.txt)
	@$(PIP) --no-build-isolation -e .
	@touch $@

# Softly: without them search goes by words alone until `madoguchi models build` succeeds.
$(VENV)/.models: $(VENV)/.runtime
	@$(BIN)/madoguchi models build && touch $@ || true

$(VENV)/.test: requirements/test.txt requirements/models.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(call install,requirements/test.txt)
	@$(PIP) --no-build-isolation -e .
	@$(BIN)/madoguchi models build || true
	@touch $(VENV)/.runtime $@
