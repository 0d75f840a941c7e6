# Two commands do everything: `make serve` and `make test`. Set-up is part of both.
PYTHON ?= python3
BIN := .venv/bin
# A lock names everything, so nothing is resolved: the pip of Python 3.11 would take the newest
# `coverage[toml]` where the lock says `coverage`. CONSISTENT says afterwards what does not fit.
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --no-deps
CONSISTENT := said=$$($(PIP) check) || { echo "$$said"; exit 1; }
TOOLS := PATH="$(CURDIR)/$(BIN):$$PATH"
NPM := $(TOOLS) npm
PARALLEL := --numprocesses auto --dist worksteal
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve test test-fast coverage mutants build check lock-settings annotate judge preview clean lint audit links reviews upgrade bench-build bench-corpus bench-edits fuzz bench-figures bench-mutations bench-publishing bench-scale bench-search bench-site browser rsync lock lint-types lint-rest

serve: .venv/ready
	$(BIN)/kb serve

test: .venv/ready-dev node_modules/.ready lint browser rsync .venv/servers/ready
	$(BIN)/python -m pytest $(PARALLEL)

# Measures what the chosen cases of the tests reach, and holds it. Left out is what would reach no
# more at two or three times its cost: random input, the time something takes, and browsers.
coverage: .venv/ready-dev
	$(BIN)/python -m pytest $(PARALLEL) -m "not browser and not no_cover" \
		--cov --cov-fail-under=99

# Changes the code in small ways, one at a time, and counts how many of them a test notices.
mutants: .venv/ready-mutants
	$(BIN)/mutmut run
	$(BIN)/python -m benchmarks.mutants

# What takes no browser, no build of a site, no other process and little time.
test-fast: .venv/ready-dev
	$(BIN)/python -m pytest $(PARALLEL) -m "not slow and not browser"

build: .venv/ready node_modules/.ready
	$(BIN)/kb build

check: .venv/ready
	$(BIN)/kb check

# For maintainers, after a change of mkdocs.yml: nothing is built from one that is not on record.
lock-settings: .venv/ready
	$(BIN)/kb lock-settings

# For the code host: problems beside the lines, and all of them in the summary of the run. BASE is
# the branch of a proposal: what was published there is not overwritten.
annotate: .venv/ready
	$(BIN)/kb check $${BASE:+--base "$$BASE"} --format github --summary "$${GITHUB_STEP_SUMMARY:-/dev/null}"

# Facts and pages of a proposal, judged by the code of the base, with an environment made from the
# base's lock: of the proposal only data is taken, so that it cannot change what judges it. BASE and
# PROPOSAL are revisions. What is the maintainers' stays, such as mkdocs.yml and its lock. JUDGE is a
# Python that has what the lock names.
JUDGED := docs addresses.lock twins.lock ':(glob)*.yml' ':(exclude)mkdocs.yml'
judge:
	@set -eu; \
	proposal=$$(git rev-parse --verify "$${PROPOSAL:-HEAD}^{commit}"); \
	base=$$(git merge-base "$$(git rev-parse --verify "$${BASE:-origin/main}")" "$$proposal"); \
	clear() { git worktree remove --force .judge 2>/dev/null || rm -rf .judge; git worktree prune; }; \
	clear; trap clear EXIT; \
	git worktree add --quiet --detach .judge "$$base"; \
	$(if $(JUDGE),,$(MAKE) --no-print-directory -C .judge .venv/ready;) \
	git -C .judge restore --source="$$proposal" -- $(JUDGED); \
	git -C .judge reset --quiet --soft "$$proposal"; \
	(cd .judge && $(or $(JUDGE),.venv/bin/python) -m macros.cli check --base "$$base" \
		--format "$${FORMAT:-text}" --summary "$${GITHUB_STEP_SUMMARY:-/dev/null}")

# The site as a folder whose pages open from disk.
preview: .venv/ready node_modules/.ready
	$(BIN)/kb build --site preview --disk

# The types take as long as all the rest: each has a core.
lint: .venv/ready-dev
	@$(MAKE) --no-print-directory --jobs 2 lint-types lint-rest

lint-types:
	$(BIN)/mypy

lint-rest:
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet --no-progress --persona pedantic .github
	$(BIN)/kb schema --check
	$(BIN)/kb check

# What is known against anything that a lock names. Fails, too, where that could not be asked.
audit: .venv/ready-upkeep
	$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --require-hashes \
		$(foreach lock,$(wildcard requirements*.lock),--requirement $(lock))
	$(NPM) audit --package-lock-only
	cd benchmarks/site && $(NPM) audit --package-lock-only

# Whether the addresses still answer to which pages and sources lead.
links: .venv/ready-upkeep preview
	$(BIN)/linkchecker --config .github/linkcheckerrc preview/index.html preview/en/index.html

# Figures that an editor was to look at again by now, and whatever else warns.
reviews: .venv/ready
	$(BIN)/kb check --strict

# Newer releases of all that pyproject.toml asks for. What npm takes is named in package.json.
upgrade: .venv/ready-upkeep
	$(TOOLS) $(MAKE) lock LOCKED="$(LOCKED) --upgrade"

# Builds and servers beside the plain stack, Zensical and Hugo, on this site and on generated ones.
# OPTIONS, for example: --sizes real 100 --runs 5 --only "plain stack" --no-serve
bench-build: .venv/ready-bench node_modules/.ready
	$(BIN)/python -m benchmarks.build $(OPTIONS)

# How many planted figures the check finds, and how many innocent numbers it leaves alone.
bench-figures: .venv/ready-dev
	$(BIN)/python benchmarks/planted.py

# What becomes of hostile, faulty and benign input.
bench-corpus: .venv/ready-dev
	$(BIN)/python -m benchmarks.corpus

# Kills, pairs of builds, full disks and failures by the hundred, and whether the published site was
# whole at every moment. Full disks need root. OPTIONS, for example: --kills 20
bench-publishing: .venv/ready-dev
	$(BIN)/python -m benchmarks.publishing $(OPTIONS)

# Random edits, kills, two builds at once and damaged files: whether anything that earlier builds have
# kept ever shows. OPTIONS, for example: --sequences 20 --pairs 0
bench-edits: .venv/ready-dev
	$(BIN)/python -m benchmarks.edits $(OPTIONS)

# Six thousand mutations of real files. OPTIONS, for example: --only pages --first 1000
fuzz: .venv/ready-dev
	$(BIN)/python -m benchmarks.fuzz $(OPTIONS)

# How surely a slip in facts.yml is noticed, in a thousand of them. COUNT=number for another many.
bench-mutations: .venv/ready-dev
	$(BIN)/python -m benchmarks.mutations $(COUNT)

# How the check grows with the number of pages.
bench-scale: .venv/ready-dev
	$(BIN)/python -m benchmarks.scale

# What the pages ask of a phone, beside two stock themes. OPTIONS, for example: --ours --only axe
bench-site: .venv/ready-dev node_modules/.ready benchmarks/site/node_modules/.ready browser
	$(BIN)/python -m benchmarks.site $(OPTIONS)

# How well the search finds, and what it costs. QUERIES=file runs a set of one's own.
bench-search: .venv/ready-dev browser
	$(BIN)/python -m benchmarks.search $(if $(QUERIES),--queries $(QUERIES))

# Debian's Chromium, for the browser tests, and rsync, for those that bring a site to a server.
# Installed only where they are missing. With Chromium comes the one that draws no windows, which
# takes half the time, where the system has it.
browser:
	@command -v chromium >/dev/null || tests/install-packages.sh chromium chromium-headless-shell \
		2>/dev/null || tests/install-packages.sh chromium
rsync:
	@command -v rsync >/dev/null || tests/install-packages.sh rsync

# Debian's web servers in a folder of their own, for the tests of what they are told of the site.
.venv/servers/ready: tests/fetch-servers.sh | .venv/ready-dev
	@tests/fetch-servers.sh $(CURDIR)/.venv/servers

LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--custom-compile-command "make lock"

# Needs uv, which only whoever changes a dependency installs.
lock:
	uv pip compile $(LOCKED) --group build pyproject.toml --output-file requirements.lock
	uv pip compile $(LOCKED) --group build --group dev --constraint requirements.lock \
		pyproject.toml --output-file requirements-dev.lock
	uv pip compile $(LOCKED) --group bench --constraint requirements-dev.lock \
		pyproject.toml --output-file requirements-bench.lock
	uv pip compile $(LOCKED) --group mutants --constraint requirements-dev.lock \
		pyproject.toml --output-file requirements-mutants.lock
	uv pip compile $(LOCKED) --group upkeep --constraint requirements-dev.lock --no-emit-package pip \
		pyproject.toml --output-file requirements-upkeep.lock

.venv/ready: requirements.lock pyproject.toml
	@echo "Installing what requirements.lock names"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-build-isolation --config-settings editable_mode=compat --editable .
	@$(CONSISTENT)
	@$(BIN)/python -m compileall -q macros # for environments that write no bytecode
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@echo "Installing what requirements-dev.lock names"
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@$(CONSISTENT)
	@touch $@

.venv/ready-bench: .venv/ready-dev requirements-bench.lock
	@echo "Installing what requirements-bench.lock names"
	@$(INSTALL) --require-hashes --requirement requirements-bench.lock
	@$(CONSISTENT)
	@touch $@

.venv/ready-mutants: .venv/ready-dev requirements-mutants.lock
	@echo "Installing what requirements-mutants.lock names"
	@$(INSTALL) --require-hashes --requirement requirements-mutants.lock
	@$(CONSISTENT)
	@touch $@

.venv/ready-upkeep: .venv/ready-dev requirements-upkeep.lock
	@echo "Installing what requirements-upkeep.lock names"
	@$(INSTALL) --require-hashes --requirement requirements-upkeep.lock
	@$(CONSISTENT)
	@touch $@

# What package.json names, and what bench-site needs. Node comes from the environment. Not
# `npm ci`: it refuses a lock without the parts for other systems, which not every registry has.
# A lock does not hold what asks for `latest`: `overrides` in package.json pins such packages.
node_modules/.ready benchmarks/site/node_modules/.ready: %node_modules/.ready: %package-lock.json \
		| .venv/ready
	@echo "Installing what $< names"
	@cd $(dir $<) && $(NPM) install --no-save --loglevel=error >/dev/null
	@touch $@

clean:
	rm -rf mutants .judge .venv node_modules benchmarks/site/node_modules site preview kit lms .site-* .preview-* build *.egg-info .*_cache .kb-cache .coverage .coverage.* .hypothesis
