# Everything a developer runs. `make demo` and `make test` need Python 3.11+, make and a package index; nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGE := examples/helicopter-raid.txt
NEWS := examples/newsroom/0907-concord-depot.html

.DEFAULT_GOAL := help
.PHONY: help demo test check bench reader clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Onrecord needs Python 3.11 or later; name one with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --editable '.[charts]'
	touch $@

$(VENV)/developing: $(VENV)/installed
	$(BIN)/pip install --quiet --group dev
	touch $@

demo: $(VENV)/installed ## Read a sample page, and a week of ten outlets: story, timeline, contradictions
	$(BIN)/onrecord read $(PAGE)
	@mkdir -p out
	@$(BIN)/onrecord read $(PAGE) --html out/helicopter-raid.html
	@echo "The same record, marked in its article: out/helicopter-raid.html"
	@rm -f out/newsroom.db*
	$(BIN)/onrecord add examples/newsroom/ --db out/newsroom.db
	$(BIN)/onrecord story $(NEWS) --db out/newsroom.db
	$(BIN)/onrecord timeline $(NEWS) --db out/newsroom.db
	$(BIN)/onrecord contradictions --db out/newsroom.db

test: $(VENV)/developing ## Run the tests
	$(BIN)/python -m pytest

check: $(VENV)/developing ## Types, lint, format and the import contracts
	$(BIN)/mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: $(VENV)/developing ## Measure every figure of the docs on the corpora (DATA=../shared)
	$(BIN)/python -m bench $(TASK) --data $(or $(DATA),../shared)

reader: $(VENV)/installed ## Train the neural reader anew (DATA=../shared), or go on where training stopped
	$(BIN)/pip install --quiet --editable '.[training]'
	$(BIN)/python -m training --data $(or $(DATA),../shared)/data

clean: ## Remove what make has made
	rm -rf $(VENV) out
