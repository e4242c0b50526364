#!/usr/bin/env bash
# Runs the suite: ./run-bench.sh [command] [options]; ./run-bench.sh --help lists them.
# Finds a JDK 25 or newer, builds target/benchmarks.jar when it is missing or stale, and becomes java.
set -euo pipefail

readonly oldest_jdk=25
home=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
jar=$home/target/benchmarks.jar

fail() {
  echo "run-bench.sh: $1" >&2
  exit "${2:-2}"
}

# The version of the JDK in folder $1, such as 25.0.3; nothing if there is none.
jdk_version() {
  [[ -x $1/bin/java && -x $1/bin/javac ]] || return 0
  if [[ -r $1/release ]]; then
    sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.* version "\([^"]*\)".*/\1/p'
  fi
}

# Those of the given folders that hold a JDK new enough, the newest last.
new_jdks() {
  local folder version
  for folder; do
    version=$(jdk_version "$folder")
    if [[ $version =~ ^[0-9]+ ]] && ((BASH_REMATCH[0] >= oldest_jdk)); then
      printf '%s\t%s\n' "$version" "$folder"
    fi
  done | sort -V | cut -f 2
}

# What the user chose counts first, however new the others are: JAVA_HOME, then the PATH.
find_jdk() {
  local on_path jdk
  on_path=$(readlink -f "$(command -v java)" || true)
  for jdk in "${JAVA_HOME:-}" "${on_path%/bin/java}"; do
    if [[ -n $jdk && -n $(new_jdks "$jdk") ]]; then
      echo "$jdk"
      return
    fi
  done
  new_jdks /usr/lib/jvm/* /opt/*jdk* ~/.sdkman/candidates/java/* ~/.jdks/* | tail -n 1
}

# A commit or checkout makes the jar stale too: its results would carry the wrong commit.
stale() {
  local inputs=("$home/pom.xml" "$home/src/main") moves
  [[ -f $jar ]] || return 0
  moves=$(cd "$home" && realpath -e "$(git rev-parse --git-path logs/HEAD 2>/dev/null)" 2>/dev/null) \
    && inputs+=("$moves")
  [[ -n $(find "${inputs[@]}" -newer "$jar" -print -quit) ]]
}

build() {
  command -v mvn >/dev/null || fail "building needs Maven: install it (Debian: apt-get install maven)"
  if [[ -f $jar ]]; then
    exec 9<"$jar"
    flock -n 9 || fail "the sources changed, but a run is still using $jar: wait for it to end"
  fi
  echo "building $jar ..." >&2
  command -v java >/dev/null || export JAVA_HOME=${JAVA_HOME:-$jdk}
  # The build looks for its JDK in JAVA<n>_HOME, too. Maven ends with colour codes, even when told not to.
  JAVA25_HOME=$jdk mvn -B -q -f "$home/pom.xml" -Dmaven.test.skip=true package 2>&1 \
    | sed $'s/\e\\[[0-9;]*m//g' >&2 \
    || fail "the build failed: 'mvn -f $home/pom.xml package' says more" 1
}

jdk=$(find_jdk)
[[ -n $jdk ]] || fail "no JDK $oldest_jdk or newer found: install one, such as Eclipse Temurin $oldest_jdk, or set JAVA_HOME to it"
if stale; then
  build
fi
# Held by java until it ends, so that no build replaces the jar under a run.
exec 9<"$jar"
flock -s 9

exec "$jdk/bin/java" "@$home/src/main/resources/dev/multifd/jvm.flags" -Xms1g -Xmx1g \
  "-Dmultifd.home=$home" -cp "$jar" dev.multifd.cli.Main "$@"
