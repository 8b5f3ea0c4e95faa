#!/bin/sh
# Install what the project needs into .venv, pinned with hashes: `setup.sh site` to build, `setup.sh quick` for the tests that
# need no browser, and after it `setup.sh test` for the others. On Debian as root, the system's packages that are missing are
# installed too; elsewhere a line says what is missing and how to mend it.
set -eu
cd "$(dirname "$0")/.."
what=${1:-site}

has() { command -v "$1" >/dev/null 2>&1; }

apt() {
	[ "$(id -u)" = 0 ] && has apt-get || return 1
	DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The line that mends it here: install "packages of Debian" "of Fedora" "of Homebrew".
install() {
	if has apt-get; then echo "sudo apt-get install $1"
	elif has dnf; then echo "sudo dnf install $2"
	elif has brew; then echo "brew install $3"
	else echo "install $1 as your system does"; fi
}

missing() {
	echo "$1: $2" >&2
	without="make quick"
	[ "$what" = test ] || without=".venv/bin/python -m pytest -m 'not whole'"
	echo "Without it, \`$without\` tests all that does not need it." >&2
	exit 1
}

newest_python() {
	for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
		if has "$candidate" && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
			command -v "$candidate"
			return
		fi
	done
	echo "Python 3.11 or newer is needed: $(install python3 python3 python), or set PYTHON to one" >&2
	return 1
}

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
	python=$(newest_python)
	"$python" -m venv --clear .venv >/dev/null 2>&1 || { apt python3-venv && "$python" -m venv --clear .venv; } || {
		echo "$python cannot make a virtual environment: $(install python3-venv python3 python), and once more" >&2
		exit 1
	}
fi

if [ "$what" != test ]; then
	requirements=requirements.txt
	[ "$what" = site ] || requirements=requirements-dev.txt
	# The installer first: the one that came with Python may be years old.
	for pinned in scripts/requirements/pip.txt "$requirements"; do
		.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pinned"
	done
	touch .venv/site.stamp
fi
if [ "$what" = quick ]; then
	# What the theme and the pages are held against: eslint, stylelint, axe-core, the Nu HTML checker, Lighthouse.
	has npm || apt nodejs npm || missing "Node.js 20 or newer is needed, with npm" "$(install "nodejs npm" nodejs-npm node)"
	(cd tests/node && npm ci --silent)
	touch .venv/quick.stamp
fi
if [ "$what" = test ]; then
	# The browser of the tests: one that is there, Debian's, or the one Playwright brings.
	if ! has "${CHROMIUM:-chromium}" && ! has chromium-browser && ! has google-chrome; then
		apt chromium fonts-noto-core fonts-noto-cjk || .venv/bin/python -m playwright install chromium >/dev/null 2>&1 ||
			missing "a browser is needed" "$(install chromium chromium "--cask chromium"), or set CHROMIUM to one"
	fi
	# Playwright's driver brings its own Node.js, which a minimal Debian has one library too few for.
	if has ldconfig && ! ldconfig -p | grep -q libatomic; then
		apt libatomic1 || echo "libatomic.so.1 is missing; if the browser tests cannot start: $(install libatomic1 libatomic gcc)" >&2
	fi
	# The Nu HTML checker is written in Java.
	has java || apt default-jre-headless || missing "Java is needed" "$(install default-jre-headless java-latest-openjdk-headless openjdk)"
	touch .venv/test.stamp
fi
