#!/bin/sh
# Install what the project needs into .venv, pinned with hashes: `setup.sh site` or `setup.sh test`.
# On Debian as root, the system's packages for venv and the browser are installed when they are missing.
set -eu
cd "$(dirname "$0")/.."
what=${1:-site}

apt() {
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
	DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

newest_python() {
	for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
		if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
			command -v "$candidate"
			return
		fi
	done
	echo "Python 3.11 or newer is needed; set PYTHON to one" >&2
	return 1
}

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
	python=$(newest_python)
	"$python" -m venv --clear .venv 2>/dev/null || { apt python3-venv && "$python" -m venv --clear .venv; } ||
		{ echo "$python cannot make a virtual environment; install its venv package (Debian: python3-venv)" >&2; exit 1; }
fi

requirements=requirements.txt
[ "$what" = test ] && requirements=requirements-dev.txt
# The installer first: the one that came with Python may be years old.
for pinned in scripts/requirements/pip.txt "$requirements"; do
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pinned"
done

if [ "$what" = test ]; then
	# The browser of the tests: one that is there, Debian's, or the one Playwright brings.
	if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
		apt chromium fonts-noto-core fonts-noto-cjk || .venv/bin/python -m playwright install chromium ||
			{ echo "no browser: install chromium" >&2; exit 1; }
	fi
	# Playwright's driver brings its own Node.js, which a minimal Debian has one library too few for.
	if command -v ldconfig >/dev/null && ! ldconfig -p | grep -q libatomic; then
		apt libatomic1 || echo "libatomic.so.1 is missing; if the browser tests cannot start, install libatomic1" >&2
	fi
	# What pages are held against: axe-core, the Nu HTML checker (in Java), Lighthouse for the benchmark.
	command -v npm >/dev/null || apt nodejs npm || { echo "no npm: install Node.js 20 or newer" >&2; exit 1; }
	command -v java >/dev/null || apt default-jre-headless || { echo "no java: install a Java runtime" >&2; exit 1; }
	(cd tests/node && npm ci --silent)
	touch .venv/site.stamp
fi
touch ".venv/$what.stamp"
