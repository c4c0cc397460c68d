# Meanwhile. Two commands do everything: make run, make test. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
# Where the machine has no node 20 or newer, the one from the Python index stands in.
NODE_OK := $(shell node -e 'process.exit(+process.versions.node.split(".")[0] < 20)' 2>/dev/null && npm --version >/dev/null 2>&1 && echo yes)
export PATH := $(if $(NODE_OK),$(PATH):$(CURDIR)/$(BIN),$(CURDIR)/$(BIN):$(PATH))
export DEMO ?= 1

.PHONY: help run test test-fast bench format assets clean

help: ## What there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

run: .venv/run static/build/manifest.json ## Start Meanwhile with the demo organization (DEMO=0: empty), web and clock
	@$(BIN)/python -m app.run

test: .venv/dev static/build/manifest.json ## Everything: style, floors, both databases, a real browser
	@$(BIN)/python -m tests.browser.find
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.lengths
	@$(BIN)/pytest -n 2 -m "not browser"
	@$(BIN)/pytest -n 2 -m "not browser" --database=postgresql
	@$(BIN)/pytest -n 2 -m browser

test-fast: .venv/dev static/build/manifest.json ## The suite on SQLite alone, without browsers
	@$(BIN)/pytest -n 2 -m "not browser"

bench: .venv/dev static/build/manifest.json ## Measure speed beside its limits, on both databases; writes var/bench.json
	@$(BIN)/python -m tests.browser.find
	@$(BIN)/python -m bench

format: .venv/dev ## Bring the code into its form
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

assets: ## Build CSS, JavaScript and icons anew
	@rm -rf static/build && $(MAKE) static/build/manifest.json

clean: ## Remove what was built and installed; the database in var/ stays
	rm -rf .venv node_modules static/build .pytest_cache .ruff_cache

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Meanwhile needs Python 3.11 or newer; try: make PYTHON=python3.11 run")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null || \
		{ echo "Installing Debian's python3-venv ..."; apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; }
	@$(PYTHON) -m venv .venv && touch $@

.venv/run: .venv/made requirements.lock
	@echo "Installing what Meanwhile stands on ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev: .venv/made requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run

.venv/node: .venv/made requirements-node.lock
	@test -n "$(NODE_OK)" || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock
	@touch $@

node_modules/made: .venv/node package.json package-lock.json
	@npm ci --loglevel=error --no-audit --no-fund >/dev/null && touch $@

static/build/manifest.json: node_modules/made build.mjs $(shell find static/css static/js static/icons service_worker -type f 2>/dev/null)
	@node build.mjs
