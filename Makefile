# Make calls the tool and decides nothing. The first use of any target sets up `.venv` by itself.
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

ARTICLE ?= cambodia-us-relations
PYTHON ?= python3
MINUTES ?= 120
SEED ?= random
UV := uv==0.13.9

DOSSIER := .venv/bin/dossier
BOOTSTRAP := pipeline/setup/bootstrap.py
ready = @.venv/bin/python -IS $(BOOTSTRAP) --fresh $(1) 2>/dev/null || $(PYTHON) -IS $(BOOTSTRAP) $(1)

.PHONY: all
all: setup ## Build every edition of an article (ARTICLE=slug for another)
	@$(DOSSIER) build $(ARTICLE)

.PHONY: all-articles
all-articles: setup ## Build every edition of every article under source/, side by side
	@$(DOSSIER) build

.PHONY: pdf
pdf: setup ## Build the PDF briefing
	@$(DOSSIER) build $(ARTICLE) --edition briefing

.PHONY: summary
summary: setup ## Build the summary of the briefing, two pages
	@$(DOSSIER) build $(ARTICLE) --edition summary

.PHONY: epub
epub: setup ## Build the e-book
	@$(DOSSIER) build $(ARTICLE) --to epub

.PHONY: deck
deck: setup ## Build the slide decks, HTML, PPTX and PDF
	@$(DOSSIER) build $(ARTICLE) --edition deck

.PHONY: handout
handout: setup ## Build the handout, the slides with their speaker notes
	@$(DOSSIER) build $(ARTICLE) --edition handout

.PHONY: handbook
handbook: setup ## Build the handbook: web pages, PDF and EPUB
	@$(DOSSIER) build handbook

.PHONY: handbook-reference
handbook-reference: setup-dev ## Write the handbook's generated chapters anew from the code
	@.venv/bin/python -m tests.handbook.reference

.PHONY: handbook-pictures
handbook-pictures: setup-dev ## Draw the handbook's pictures anew from what is built (needs Chromium)
	@.venv/bin/python -m tests.handbook.pictures

.PHONY: web
web: setup ## Build the web page
	@$(DOSSIER) build $(ARTICLE) --edition web

.PHONY: check
check: setup ## Check the article without building anything
	@$(DOSSIER) check $(ARTICLE)

.PHONY: release
release: setup ## Publish every article, or ARTICLE, under VERSION, else under the tag of the commit
	@$(DOSSIER) release $(if $(filter command environment,$(origin ARTICLE)),$(ARTICLE)) $(if $(VERSION),--version $(VERSION))

.PHONY: verify
verify: setup ## Compare what was built with the article: facts, citations, notes, cells, every character
	@$(DOSSIER) verify $(ARTICLE)

.PHONY: reproducible
reproducible: setup ## Build the article again in 21 other surroundings, and compare every byte (minutes)
	@$(DOSSIER) verify $(ARTICLE) --reproducible

.PHONY: validate
validate: validators ## Ask validators about what was built
	@$(DOSSIER) verify $(ARTICLE) --conformance

.PHONY: validators
validators: setup-dev .venv/node/node_modules/.package-lock.json .venv/outloud/locked ## Set up validators that run on Node.js or in an environment of their own

# Where npm or the network is not here, `dossier validate` tells which validators have not checked.
.venv/node/node_modules/.package-lock.json: tests/verify/node/package-lock.json | setup-dev
	@mkdir -p .venv/node && cp tests/verify/node/package.json $< .venv/node
	@if command -v npm >/dev/null; then \
		echo "dossier: installing validators from $<" >&2; \
		npm ci --prefix .venv/node --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null \
			&& touch $@ || echo "dossier: npm could not install them; going on without" >&2; \
	else echo "dossier: npm is not here: validators that run on Node.js are left out" >&2; fi

.venv/outloud/locked: requirements-outloud.lock | setup-dev
	@echo "dossier: installing outloud from $<" >&2
	@.venv/bin/python -m venv .venv/outloud && .venv/outloud/bin/python -m pip install --quiet \
		--disable-pip-version-check --no-deps --require-hashes --only-binary=:all: --requirement $< \
		&& cp $< $@ || echo "dossier: outloud could not be installed; going on without" >&2

.PHONY: bench
bench: .venv/bench/locked ## Measure whole builds against pandoc with WeasyPrint, with typst, and a commit (AGAINST=HEAD~1 BENCH="--rounds 3")
	@.venv/bin/python -m tests.bench $(if $(AGAINST),--against $(AGAINST)) $(BENCH)

.venv/bench/locked: requirements-bench.lock | setup-dev
	@echo "dossier: installing typst from $<" >&2
	@rm -rf .venv/bench && .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--require-hashes --only-binary=:all: --target .venv/bench --requirement $< && cp $< $@

.PHONY: test
test: setup-dev ## Run ruff, mypy and every test, in an order of chance (SEED=17 repeats one)
	@.venv/bin/ruff check
	@.venv/bin/mypy
	@.venv/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --seed $(SEED)

.PHONY: snapshots
snapshots: setup-dev ## Write anew what tests/snapshots expects; read the difference before you commit it
	@DOSSIER_WRITE_SNAPSHOTS=1 .venv/bin/python -m pytest --quiet tests/snapshots

.PHONY: wheel-test
wheel-test: setup-dev ## Install the wheel into a new environment with pip and make three editions of a new article; install the pre-commit hook
	@DOSSIER_FRESH=1 .venv/bin/python -m pytest --quiet tests/setup/test_newcomer.py tests/workflows/test_pre_commit.py

.PHONY: workflows
workflows: setup-dev ## Run every step of the workflows in clean clones, as far as one machine can (WORKFLOWS="findings --tag v1.0"; an hour)
	@.venv/bin/python -m tests.workflows $(WORKFLOWS)

.PHONY: mutants
mutants: .venv/mutants/locked ## Change packages in small ways, and list what no test notices (PACKAGE="load write")
	@PYTHONPATH=.venv/mutants .venv/bin/python -m tests.mutants $(PACKAGE)

.venv/mutants/locked: requirements-mutants.lock | setup-dev
	@echo "dossier: installing cosmic-ray from $<" >&2
	@rm -rf .venv/mutants && .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--require-hashes --only-binary=:all: --target .venv/mutants --requirement $< && cp $< $@

.PHONY: faults
faults: setup-dev ## Inject faults into real runs, and print what happened (ten minutes)
	@.venv/bin/python -m tests.faults

.PHONY: kills
kills: setup-dev ## Kill seven hundred builds at random, and look at what they leave (most of an hour)
	@.venv/bin/python -m tests.faults.kills

.PHONY: fuzz
fuzz: .venv/fuzz/locked ## Fuzz what reads articles, imports and PDFs (MINUTES=120); see build/fuzz
	@PYTHONPATH=.venv/fuzz .venv/bin/python -m tests.fuzz $(MINUTES)

.venv/fuzz/locked: requirements-fuzz.lock | setup-dev
	@echo "dossier: installing atheris from $<" >&2
	@rm -rf .venv/fuzz && .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--require-hashes --only-binary=:all: --target .venv/fuzz --requirement $< && cp $< $@

.PHONY: prove
prove: setup-dev ## Try all of what `make test` tries some of: three hundred articles at random, each call into a library (hours)
	@DOSSIER_PROVE=1 .venv/bin/python -m pytest --numprocesses auto tests/test_random_markup.py \
		tests/formats/test_pptx_geometry.py tests/kinds tests/test_editions.py tests/test_isolation.py tests/chromium \
		tests/verify/test_reproducible.py

.PHONY: edits
edits: setup-dev ## Edit a small article two hundred times at random; a cold build must make the same of each (SEED=17; half an hour)
	@DOSSIER_EDITS=200 DOSSIER_EDITS_SEED=$(SEED:random=) .venv/bin/python -m pytest --capture=no --quiet tests/edited

.PHONY: lint
lint: setup-dev ## Run ruff, its format check and mypy
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

.PHONY: setup
setup: ## Set up what builds need (done by itself)
	$(call ready,runtime)

.PHONY: setup-dev
setup-dev: ## Set up what tests and validators need as well (done by itself)
	$(call ready,dev)

.PHONY: lock
lock: ## Write the lock files from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	@for level in "requirements.lock pyproject.toml" \
		"requirements-khmer.lock pyproject.toml --extra khmer --constraints requirements.lock" \
		"requirements-dev.lock pyproject.toml --extra dev --constraints requirements.lock" \
		"requirements-outloud.lock --group outloud" "requirements-fuzz.lock --group fuzz" \
		"requirements-bench.lock --group bench" \
		"requirements-mutants.lock --group mutants --constraints requirements-dev.lock --no-emit-package yattag"; do \
		build/lock/bin/uv pip compile --quiet --no-header --generate-hashes --python-version 3.11 \
			$(UPGRADE) --output-file $$level || exit 1; done

.PHONY: clean
clean: ## Remove what was built; the environment stays
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14
