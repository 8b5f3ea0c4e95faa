# What people and CI run. Everything needed is installed on the way: Python 3.11+, git and make are enough.
PY := .venv/bin/python

.PHONY: help site serve check find cite new schemas report links rename merge remove release quick test style units torture audit builders mutants bless bench lint lock clean
help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

site: .venv/site.stamp ## Check the data and build site/
	$(PY) -m scripts build

serve: .venv/site.stamp ## Preview at http://127.0.0.1:8000/: what is saved is on the screen within a second
	$(PY) -m scripts serve

check: .venv/site.stamp ## Check the data: path:line:col: record: message
	$(PY) -m scripts check

find: .venv/site.stamp ## Where a record stands, by any spelling, words or address: make find Q="Tô Lâm"
	@$(PY) -m scripts find -- "$$Q"

cite: .venv/site.stamp ## The source at an address, or the beginning of one to paste: make cite URL="https://…"
	@$(PY) -m scripts cite -- "$$URL"

new: .venv/site.stamp ## Add a record where it belongs; asks, source first: make new KIND=visits (also facts, values, posts)
	@$(PY) -m scripts new "$(KIND)" $(FILE) $(ID) $(if $(ID),--blank)

schemas: .venv/site.stamp ## Hints and completion of ids for editors (serve keeps them fresh)
	$(PY) -m scripts schemas

report: .venv/site.stamp ## What is missing, and where: make report NAME=no-native
	@$(PY) -m scripts report $(NAME)

links: .venv/site.stamp ## Ask 200 outside addresses whether they still lead somewhere, and propose stored copies
	$(PY) -m scripts links

rename: .venv/site.stamp ## Another id for a record, everywhere: make rename KIND=officials OLD=to-lam NEW=to-lam-1957
	@$(PY) -m scripts rename -- "$(KIND)" "$(OLD)" "$(NEW)"

merge: .venv/site.stamp ## Join a record with another: make merge KIND=publishers OLD=vna-en NEW=vna
	@$(PY) -m scripts merge -- "$(KIND)" "$(OLD)" "$(NEW)"

remove: .venv/site.stamp ## Take a record away; its address says why: make remove KIND=events ID=1999-x WHY="It never was."
	@$(PY) -m scripts remove -- "$(KIND)" "$(ID)" "$$WHY"

release: .venv/site.stamp ## Check, build, gather the files in build/release/, say what changed, tag it: make release, DRY=1 to try
	@$(PY) -m scripts release $(if $(DRY),--dry-run) $(if $(NUMBER),--number "$$NUMBER")

quick: .venv/quick.stamp ## Check the code and run the tests that need no browser and no whole site
	$(MAKE) --no-print-directory -j2 style units

test: .venv/test.stamp style ## Run all checks and tests, a browser among them
	$(PY) -m pytest -n 2 --dist worksteal

style: .venv/quick.stamp
	$(PY) -m ruff check scripts tests
	$(PY) -m ruff format --check scripts tests
	$(PY) -m mypy
	tests/node/node_modules/.bin/eslint -c tests/node/eslint.config.mjs theme/assets/site scripts/edit
	tests/node/node_modules/.bin/stylelint --config tests/node/stylelint.config.mjs "theme/assets/site/*.css"
	.venv/bin/lint-imports --no-cache >.venv/imports.log || { cat .venv/imports.log; exit 1; }

units: .venv/quick.stamp
	$(PY) -m pytest -n 2 --dist worksteal -m "not whole"

torture: .venv/test.stamp ## Kill builds, fill disks, move the site about: a quarter of an hour; writes docs/promises.csv
	$(PY) -m tests.torture $(KILLS) $(PYTHONS)

mutants: .venv/quick.stamp ## Change the code that decides, a little at a time: what share do the tests miss? ONLY=file for one module
	$(PY) -m tests.mutants $(ONLY)

bless: .venv/quick.stamp ## Accept what the build now makes of the mini world and the broken world
	$(PY) -m pytest tests/pages/test_golden.py tests/rules/test_broken.py --bless

bench: .venv/test.stamp .venv/builders.stamp ## Measure check, build and page weights, as ratios in one run
	$(PY) -m tests.bench

lint: .venv/quick.stamp ## Format the code
	$(PY) -m ruff format scripts tests
	$(PY) -m ruff check --fix scripts tests

COMPILE := $(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header
lock: .venv/quick.stamp ## Pin the newest allowed dependencies, with hashes
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	for group in pip audit successors; do $(COMPILE) --group $$group -o scripts/requirements/$$group.txt; done

audit: .venv/test.stamp ## Known holes in what is installed, and a list of its components with their licences
	test -x .venv/audit/bin/python || $(PY) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r scripts/requirements/audit.txt
	mkdir -p build
	.venv/audit/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o build/components.json $(PY)
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.txt -r requirements-dev.txt
	cd tests/node && npm audit --audit-level=high

builders: .venv/builders.stamp ## The same Markdown with MkDocs alone, ProperDocs and Zensical: the same pages? DATA=tests/mini/data is quick
	$(PY) -m tests.builders .venv/builders/bin $(DATA)

.venv/site.stamp: requirements.txt scripts/requirements/pip.txt scripts/setup.sh
	sh scripts/setup.sh site

.venv/quick.stamp: requirements-dev.txt requirements.txt scripts/requirements/pip.txt tests/node/package-lock.json scripts/setup.sh
	sh scripts/setup.sh quick

.venv/builders.stamp: .venv/site.stamp scripts/requirements/successors.txt
	test -x .venv/builders/bin/python || $(PY) -m venv .venv/builders
	.venv/builders/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r scripts/requirements/successors.txt
	touch $@

.venv/test.stamp: .venv/quick.stamp
	sh scripts/setup.sh test

clean: ## Remove everything that is made
	rm -rf .venv build site tests/node/node_modules .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
